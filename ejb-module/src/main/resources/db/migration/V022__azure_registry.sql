-- What Azure's API knows of hubs and devices besides what every hub and device has.

create table resource_group (
    name varchar(64) primary key,
    location varchar(64) not null,
    tags text not null,
    created_at bigint not null
);

create table azure_hub (
    hub_id varchar(36) primary key references hub (id) on delete cascade,
    revision bigint not null,
    location varchar(64) not null,
    sku varchar(8) not null,
    capacity integer not null,
    partition_count integer not null,
    max_delivery_count integer not null,
    default_ttl_seconds integer not null,
    tags text not null
);

create table azure_device (
    device_id varchar(36) primary key references device (id) on delete cascade,
    revision bigint not null,
    identity_revision bigint not null,
    iot_edge boolean not null,
    status_reason varchar(128) not null,
    status_updated_at bigint not null,
    tags text not null,
    desired text not null,
    desired_version bigint not null,
    desired_updated_at bigint not null,
    reported text not null,
    reported_version bigint not null,
    reported_updated_at bigint not null,
    twin_version bigint not null
);

-- Messages to devices that wait until they are taken, and what became of those of which somebody wants to know.
create table cloud_message (
    id varchar(36) primary key,
    position bigint generated always as identity,
    hub_id varchar(36) not null,
    device_id varchar(36) not null references device (id) on delete cascade,
    message_id varchar(128) not null,
    ack varchar(16) not null,
    properties text not null,
    payload bytea not null,
    enqueued_at bigint not null,
    expires_at bigint not null,
    delivery_count integer not null
);
create index cloud_message_by_device on cloud_message (device_id, position);
create index cloud_message_by_expiry on cloud_message (expires_at);

create table cloud_feedback (
    id varchar(36) primary key,
    hub_id varchar(36) not null references hub (id) on delete cascade,
    message_id varchar(128) not null,
    device_name varchar(510) not null,
    device_generation varchar(32) not null,
    status varchar(32) not null,
    enqueued_at bigint not null,
    locked_by varchar(36),
    locked_until bigint not null
);
create index cloud_feedback_by_hub on cloud_feedback (hub_id, enqueued_at, id);
