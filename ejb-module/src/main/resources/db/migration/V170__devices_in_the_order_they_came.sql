-- Devices that are alike in what a list is ordered by follow in the order in which they came, and only then by their ids. Ids from
-- elsewhere are random: each device had its entry of each index on a page of its own, which is written anew with every device.

drop index device_by_hub_name;
drop index device_by_hub_enabled;
drop index device_by_hub_updated_at;
drop index device_by_hub_allow_insecure;
drop index device_by_hub_last_activity_at;
drop index device_by_hub_certificate_ends_at;
drop index device_by_hub_state;
drop index device_by_hub_dialect;
${h2}drop index device_by_hub_name_down;
${h2}drop index device_by_hub_enabled_down;
${h2}drop index device_by_hub_updated_at_down;
${h2}drop index device_by_hub_allow_insecure_down;
${h2}drop index device_by_hub_last_activity_at_down;
${h2}drop index device_by_hub_down;

create index device_by_hub_name on device (region, hub_id, name, created_at, id);
create index device_by_hub_enabled on device (region, hub_id, enabled, created_at, id);
create index device_by_hub_updated_at on device (region, hub_id, updated_at, created_at, id);
create index device_by_hub_allow_insecure on device (region, hub_id, allow_insecure, created_at, id);
create index device_by_hub_last_activity_at on device (region, hub_id, last_activity_at nulls first, created_at, id);
create index device_by_hub_certificate_ends_at on device (region, hub_id, certificate_ends_at, created_at, id);
create index device_by_hub_state on device (region, hub_id, enabled, allow_insecure, created_at, id);
create index device_by_hub_dialect on device (region, hub_id, dialect, created_at, id);
${h2}create index device_by_hub_name_down on device (region, hub_id, name desc, created_at desc, id desc);
${h2}create index device_by_hub_enabled_down on device (region, hub_id, enabled desc, created_at desc, id desc);
${h2}create index device_by_hub_updated_at_down on device (region, hub_id, updated_at desc, created_at desc, id desc);
${h2}create index device_by_hub_allow_insecure_down on device (region, hub_id, allow_insecure desc, created_at desc, id desc);
${h2}create index device_by_hub_last_activity_at_down
${h2}    on device (region, hub_id, last_activity_at desc nulls last, created_at desc, id desc);
