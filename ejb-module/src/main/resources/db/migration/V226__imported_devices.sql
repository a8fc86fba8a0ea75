-- That a device was taken over stands with the device: a table of its own had two entries for each, found by the device alone.

alter table device add column imported_from varchar(16);
alter table device add column imported_at bigint;
update device set
    imported_from = (select i.source from imported_device i where i.device_id = device.id),
    imported_at = (select i.imported_at from imported_device i where i.device_id = device.id)
where id in (select i.device_id from imported_device i);
drop table imported_device;
