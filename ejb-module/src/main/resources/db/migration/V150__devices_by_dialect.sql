-- A list of a hub's devices that speak the words of one cloud, off an index as every other filter of it.

create index device_by_hub_dialect on device (region, hub_id, dialect, id);
