-- Commands that devices answer some time, and what became of them. The addressee is the device itself, or the gateway that it is behind.
create table huawei_command (
    id varchar(36) primary key,
    device_id varchar(36) not null references device (id) on delete cascade,
    addressee_id varchar(36) not null,
    service_id varchar(64) not null,
    command_name varchar(64) not null,
    paras text not null,
    delayed boolean not null,
    status varchar(16) not null,
    created_at bigint not null,
    expires_at bigint not null,
    sent_at bigint,
    answered_at bigint,
    answer text
);
create index huawei_command_by_device on huawei_command (device_id, created_at);
create index huawei_command_by_expires_at on huawei_command (expires_at);
