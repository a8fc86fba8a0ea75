-- When a device has acknowledged a command.
alter table huawei_command add column delivered_at bigint;
