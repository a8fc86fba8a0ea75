-- The commands to all devices of a hub, newest first.
create index device_command_by_hub on device_command (hub_id, position desc);
