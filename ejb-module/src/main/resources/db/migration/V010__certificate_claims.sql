-- A certificate is no secret: several projects may give the same one to a device of theirs. Who has proved to have the key
-- goes before who has only said so.

alter table device_certificate drop constraint device_certificate_fingerprint;
create index device_certificate_by_fingerprint on device_certificate (fingerprint);
alter table device_certificate add column proved boolean default false not null;
