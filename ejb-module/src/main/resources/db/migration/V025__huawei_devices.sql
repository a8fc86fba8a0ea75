-- What only devices have that were registered by Huawei's words; the rest of them is in device, which has their id as its name.

create table huawei_device (
    device_id varchar(36) primary key references device (id) on delete cascade,
    huawei_id varchar(128) not null,
    product_id varchar(36) not null,
    node_id varchar(64) not null,
    device_name varchar(512) not null,
    extension_info text not null,
    timeout_seconds bigint not null,
    -- When the registration ends unless the device connects before; null once it has, or if it never ends.
    expires_at bigint,
    -- When it first connected; null if never.
    activated_at bigint,
    -- What its gateway last said of it; null of a device without one.
    child_status varchar(16),
    constraint huawei_device_huawei_id unique (huawei_id)
);
create index huawei_device_by_node_id on huawei_device (node_id);
create index huawei_device_by_expires_at on huawei_device (expires_at);

-- What is wanted of a service of a device, and what the device last said of it. The id is the device's, a slash and the service's.
create table huawei_shadow (
    id varchar(128) primary key,
    device_id varchar(36) not null references device (id) on delete cascade,
    service_id varchar(64) not null,
    shadow_version bigint not null,
    desired text not null,
    desired_at bigint,
    reported text not null,
    reported_at bigint
);
create index huawei_shadow_by_device on huawei_shadow (device_id, service_id);

-- What waits for a device that is away, in the order of its numbers. The id is the device's, a slash and the number.
create table huawei_downlink (
    id varchar(64) primary key,
    device_id varchar(36) not null references device (id) on delete cascade,
    number_of_device bigint not null,
    message_id varchar(64) not null,
    topic varchar(512) not null,
    payload bytea not null,
    expires_at bigint not null
);
create index huawei_downlink_by_device on huawei_downlink (device_id, number_of_device);
create index huawei_downlink_by_expires_at on huawei_downlink (expires_at);
