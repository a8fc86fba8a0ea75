-- Devices that have registered by LwM2M: what is said to their topics is taken to them, and waits where they are away.

alter table huawei_device add column speaks_lwm2m boolean default false not null;
