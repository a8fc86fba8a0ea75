-- What passed through hubs, rolled up: one row each, whose size has a bound.

create table hub_traffic (
    hub_id varchar(36) primary key references hub (id) on delete cascade,
    version integer not null,
    ring bytea not null
);
