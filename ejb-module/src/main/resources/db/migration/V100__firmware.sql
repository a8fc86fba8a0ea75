-- Images of firmware that owners upload, and the updates of LwM2M devices with them (object 5).

create table firmware_image (
    id varchar(36) primary key,
    version integer not null,
    hub_id varchar(36) not null references hub (id) on delete cascade,
    region varchar(32) not null,
    name varchar(510) ${ordered} not null,
    size_bytes integer not null,
    sha256 varchar(64) not null,
    created_at bigint not null
);
create index firmware_image_by_hub on firmware_image (hub_id, created_at);

-- Beside the image, so that nobody who lists images reads them all.
create table firmware_content (
    image_id varchar(36) primary key references firmware_image (id) on delete cascade,
    content bytea not null
);

-- The last update of each device.
create table firmware_update (
    device_id varchar(36) primary key references device (id) on delete cascade,
    version integer not null,
    image_id varchar(36) not null references firmware_image (id) on delete cascade,
    transfer varchar(16) not null,
    state varchar(16) not null,
    result integer not null,
    detail varchar(510) not null,
    -- What is the way to the image for a device that fetches it; as of SecretHash.
    key_hash varchar(64) not null,
    started_at bigint not null,
    changed_at bigint not null
);
create index firmware_update_by_state on firmware_update (state, changed_at);
create index firmware_update_by_key on firmware_update (key_hash);
create index firmware_update_by_image on firmware_update (image_id);
