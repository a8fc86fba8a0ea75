-- How many devices a hub has, kept with the hub, so that no list and no quota has to count them; and an index for every
-- order of a list of devices, in one hub and in a region. Of a hub they begin with the region as well, because H2 prefers
-- the index of the foreign key to whatever begins with the hub. H2 reads an index in its own direction only: ${h2} is empty
-- there, and begins a comment on PostgreSQL, which reads both ways.

alter table hub add column device_count integer default 0 not null;
update hub set device_count = (select count(*) from device where device.hub_id = hub.id);

drop index device_by_hub_created_at;
drop index device_by_hub_updated_at;
create index device_by_hub_name on device (region, hub_id, name, id);
create index device_by_hub_enabled on device (region, hub_id, enabled, id);
create index device_by_hub_created_at on device (region, hub_id, created_at, id);
create index device_by_hub_updated_at on device (region, hub_id, updated_at, id);
create index device_by_hub_allow_insecure on device (region, hub_id, allow_insecure, id);
${h2}create index device_by_hub_name_down on device (region, hub_id, name desc, id desc);
${h2}create index device_by_hub_enabled_down on device (region, hub_id, enabled desc, id desc);
${h2}create index device_by_hub_created_at_down on device (region, hub_id, created_at desc, id desc);
${h2}create index device_by_hub_updated_at_down on device (region, hub_id, updated_at desc, id desc);
${h2}create index device_by_hub_allow_insecure_down on device (region, hub_id, allow_insecure desc, id desc);
${h2}create index device_by_hub_down on device (region, hub_id, id desc);

create index device_by_region_enabled on device (region, enabled, id);
create index device_by_region_allow_insecure on device (region, allow_insecure, id);
${h2}create index device_by_region_name_down on device (region, name desc, id desc);
${h2}create index device_by_region_enabled_down on device (region, enabled desc, id desc);
${h2}create index device_by_region_created_at_down on device (region, created_at desc, id desc);
${h2}create index device_by_region_updated_at_down on device (region, updated_at desc, id desc);
${h2}create index device_by_region_allow_insecure_down on device (region, allow_insecure desc, id desc);
${h2}create index device_by_region_hub_down on device (region, hub_id desc, id desc);

${h2}create index hub_event_by_hub_down on hub_event (hub_id, id desc);
${h2}create index hub_event_by_object_down on hub_event (hub_id, object_id, id desc);
