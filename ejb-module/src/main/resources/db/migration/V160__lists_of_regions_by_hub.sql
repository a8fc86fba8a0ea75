-- A list of the devices of a region is put together from those of its hubs, each read off the hub's own index. The indexes that
-- began with the region alone cost time with every device and every time one was seen: a device has thirteen entries less.

drop index device_by_region_created_at;
drop index device_by_region_updated_at;
drop index device_by_region_name;
drop index device_by_region_enabled;
drop index device_by_region_allow_insecure;
drop index device_by_region_last_activity_at;
${h2}drop index device_by_region_name_down;
${h2}drop index device_by_region_enabled_down;
${h2}drop index device_by_region_created_at_down;
${h2}drop index device_by_region_updated_at_down;
${h2}drop index device_by_region_allow_insecure_down;
${h2}drop index device_by_region_hub_down;
${h2}drop index device_by_region_last_activity_at_down;
