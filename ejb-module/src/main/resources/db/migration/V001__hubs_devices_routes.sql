-- Hubs, their devices and their routes. Written for H2 and PostgreSQL alike; ${ordered} is the collation that makes both
-- order text by code point. Times are milliseconds since 1970-01-01T00:00:00Z.

-- One row, locked by whoever changes something that a limit or a rule over several hubs depends on.
create table registry_lock (
    id integer primary key
);
insert into registry_lock (id) values (1);

create table hub (
    id varchar(36) primary key,
    version integer not null,
    region varchar(32) not null,
    name varchar(510) ${ordered} not null,
    project_id varchar(64) not null,
    organization_id varchar(64) not null,
    product_plan varchar(16) not null,
    enabled boolean not null,
    disable_events boolean not null,
    events_topic_prefix varchar(510) not null,
    enable_device_auto_provisioning boolean not null,
    has_custom_ca boolean not null,
    authority_subject varchar(64) not null,
    authority_pem text not null,
    authority_sealed_key bytea not null,
    created_at bigint not null,
    updated_at bigint not null
);
-- Not unique: two hubs may bring authorities of the same name.
create index hub_by_authority_subject on hub (authority_subject);
create index hub_by_plan on hub (project_id, product_plan);
create index hub_by_region_created_at on hub (region, created_at, id);
create index hub_by_region_updated_at on hub (region, updated_at, id);
create index hub_by_region_name on hub (region, name, id);

create table device (
    id varchar(36) primary key,
    version integer not null,
    hub_id varchar(36) not null references hub (id),
    region varchar(32) not null,
    name varchar(510) ${ordered} not null,
    description text not null,
    enabled boolean not null,
    allow_insecure boolean not null,
    allow_multiple_connections boolean not null,
    publish_filter text not null,
    subscribe_filter text not null,
    has_custom_certificate boolean not null,
    last_activity_at bigint,
    created_at bigint not null,
    updated_at bigint not null,
    constraint device_name_in_hub unique (hub_id, name)
);
create index device_by_hub_created_at on device (hub_id, created_at, id);
create index device_by_hub_updated_at on device (hub_id, updated_at, id);
create index device_by_region_created_at on device (region, created_at, id);
create index device_by_region_updated_at on device (region, updated_at, id);
create index device_by_region_name on device (region, name, id);
create index device_by_region_hub on device (region, hub_id, id);

create table route (
    id varchar(36) primary key,
    version integer not null,
    hub_id varchar(36) not null references hub (id),
    region varchar(32) not null,
    name varchar(510) ${ordered} not null,
    topic text not null,
    queue_name varchar(255) not null,
    created_at bigint not null,
    updated_at bigint not null,
    constraint route_name_in_hub unique (hub_id, name)
);
create index route_by_queue_name on route (queue_name);
create index route_by_hub_created_at on route (hub_id, created_at, id);
create index route_by_region_created_at on route (region, created_at, id);
create index route_by_region_name on route (region, name, id);
