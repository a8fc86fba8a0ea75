-- What hubs and devices did, rolled up: one row each, whose size has a bound. And the events of hubs, a bounded list each.

create table hub_metric (
    hub_id varchar(36) primary key references hub (id) on delete cascade,
    version integer not null,
    ring bytea not null
);

create table device_metric (
    device_id varchar(36) primary key references device (id) on delete cascade,
    version integer not null,
    ring bytea not null
);

create table hub_event (
    id bigint generated always as identity primary key,
    hub_id varchar(36) not null references hub (id) on delete cascade,
    happened_at bigint not null,
    severity varchar(16) not null,
    object_type varchar(16) not null,
    object_id varchar(64) not null,
    object_name varchar(510) not null,
    reason varchar(64) not null,
    message text not null,
    packet text not null,
    source_address varchar(128) not null
);
create index hub_event_by_hub on hub_event (hub_id, id);
create index hub_event_by_object on hub_event (hub_id, object_id, id);
