-- The messages that devices were sent last, and what became of them. The id is the device's, a slash and the message's; the addressee
-- is the device itself, or the gateway that it is behind.
create table huawei_message (
    id varchar(160) primary key,
    device_id varchar(36) not null references device (id) on delete cascade,
    number_of_device bigint not null,
    addressee_id varchar(36) not null,
    message_id varchar(100) not null,
    name varchar(256) not null,
    content text not null,
    base64 boolean not null,
    raw boolean not null,
    topic varchar(512) not null,
    created_at bigint not null,
    expires_at bigint not null,
    delivered_at bigint
);
create index huawei_message_by_device on huawei_message (device_id, number_of_device);
create index huawei_message_by_message on huawei_message (addressee_id, message_id);
alter table huawei_downlink alter column message_id set data type varchar(100);
