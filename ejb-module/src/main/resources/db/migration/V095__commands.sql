-- Commands to devices, whatever way they go, with what became of them.
create table device_command (
    id varchar(36) primary key,
    position bigint generated always as identity,
    region varchar(16) not null,
    hub_id varchar(36) not null,
    device_id varchar(36) not null references device (id) on delete cascade,
    -- method, c2d, oc, lwm2m or topic: by what the device is.
    kind varchar(8) not null,
    name varchar(512) not null,
    details text not null,
    payload text not null,
    state varchar(16) not null,
    answer_status integer,
    answer text,
    problem varchar(255) not null,
    created_at bigint not null,
    -- Until when the device may be away.
    deadline_at bigint not null,
    respond_seconds integer not null,
    ended_at bigint
);
create index device_command_by_device on device_command (device_id, position);
create index device_command_by_state on device_command (state, deadline_at);
create index device_command_by_end on device_command (ended_at);
