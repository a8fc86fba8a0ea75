-- Devices that come with a user name and a password. Hubs are tenants: the same name may be there in several.
create table device_password (
    device_id varchar(36) primary key references device (id) on delete cascade,
    user_name varchar(255) not null,
    -- By Argon2id, or as another broker kept it.
    password_hash varchar(512) not null,
    changed_at bigint not null
);
create index device_password_by_user_name on device_password (user_name, device_id);

-- Devices that were taken over from elsewhere, so that their owner sees who has arrived.
create table imported_device (
    device_id varchar(36) primary key references device (id) on delete cascade,
    source varchar(16) not null,
    imported_at bigint not null
);
