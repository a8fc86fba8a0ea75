-- Where the devices of a hub are sent that has moved to another server, as host or host:port; null while it is here.

alter table hub add column moved_to varchar(270);
