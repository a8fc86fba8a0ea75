-- A list of a hundred thousand devices: an index for every order and filter, and the words by which devices are found.

-- When the certificate that the device is recognised by ends; null without one. Kept with the device, so that the list can be
-- restricted and ordered by it off one index.
alter table device add column certificate_ends_at bigint;
update device set certificate_ends_at =
    (select expires_at from device_certificate where device_certificate.device_id = device.id);
create index device_by_hub_certificate_ends_at on device (region, hub_id, certificate_ends_at, id);
create index device_by_region_certificate_ends_at on device (region, certificate_ends_at, hub_id);

-- Devices that were never seen come before all others in time.
create index device_by_hub_last_activity_at on device (region, hub_id, last_activity_at nulls first, id);
${h2}create index device_by_hub_last_activity_at_down on device (region, hub_id, last_activity_at desc nulls last, id desc);
create index device_by_region_last_activity_at on device (region, last_activity_at nulls first, id);
${h2}create index device_by_region_last_activity_at_down on device (region, last_activity_at desc nulls last, id desc);

-- Two filters at once.
create index device_by_hub_state on device (region, hub_id, enabled, allow_insecure, id);

-- The words of a device's name and description, in lower case. Filled by the next migration, as no SQL does it alike.
create table device_word (
    hub_id varchar(36) not null,
    word varchar(64) ${ordered} not null,
    device_id varchar(36) not null references device (id) on delete cascade,
    primary key (hub_id, word, device_id)
);
create index device_word_by_device on device_word (device_id, word);
