-- Objects of LwM2M that owners describe to their hubs, by OMA's files.

create table object_model (
    id varchar(36) primary key,
    version integer not null,
    hub_id varchar(36) not null references hub (id) on delete cascade,
    region varchar(32) not null,
    object_id integer not null,
    name varchar(510) ${ordered} not null,
    object_version varchar(16) not null,
    content text not null,
    created_at bigint not null,
    updated_at bigint not null,
    constraint object_model_by_hub unique (hub_id, object_id)
);
