-- Devices that learn only from a provisioning service which hub is theirs: the services, who may come, and who came.

create table enrollment_scope (
    name varchar(64) primary key,
    revision bigint not null,
    project_id varchar(64) not null,
    id_scope varchar(32) not null,
    location varchar(64) not null,
    allocation varchar(16) not null,
    tags text not null,
    created_at bigint not null,
    constraint enrollment_scope_id unique (id_scope)
);

create table enrollment (
    id varchar(36) primary key,
    revision bigint not null,
    scope_name varchar(64) not null references enrollment_scope (name) on delete cascade,
    project_id varchar(64) not null,
    of_group boolean not null,
    name varchar(128) not null,
    kind varchar(16) not null,
    sealed_primary bytea,
    sealed_secondary bytea,
    primary_thumbprint varchar(64),
    secondary_thumbprint varchar(64),
    primary_pem text,
    secondary_pem text,
    primary_subject varchar(64),
    secondary_subject varchar(64),
    device_name varchar(128) not null,
    allocation varchar(16) not null,
    hubs text not null,
    enabled boolean not null,
    update_hub boolean not null,
    migrate_data boolean not null,
    iot_edge boolean not null,
    tags text not null,
    desired text not null,
    created_at bigint not null,
    updated_at bigint not null,
    constraint enrollment_name unique (scope_name, of_group, name)
);
create index enrollment_by_primary_thumbprint on enrollment (primary_thumbprint);
create index enrollment_by_secondary_thumbprint on enrollment (secondary_thumbprint);
create index enrollment_by_primary_subject on enrollment (primary_subject);
create index enrollment_by_secondary_subject on enrollment (secondary_subject);

create table enrollment_registration (
    enrollment_id varchar(36) not null references enrollment (id) on delete cascade,
    registration_id varchar(128) not null,
    revision bigint not null,
    hub_id varchar(36) not null,
    device_name varchar(128) not null,
    substatus varchar(32) not null,
    operation_id varchar(64) not null,
    created_at bigint not null,
    updated_at bigint not null,
    primary key (enrollment_id, registration_id)
);
