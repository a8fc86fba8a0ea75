-- Tokens of the management API, by the hash of their secret; and who changed what. An entry outlives what it tells of.

create table api_token (
    id varchar(36) primary key,
    version integer not null,
    name varchar(510) not null,
    secret_hash varchar(64) not null,
    scope varchar(16) not null,
    project_id varchar(64),
    expires_at bigint,
    created_at bigint not null,
    constraint api_token_secret_hash unique (secret_hash)
);
create index api_token_by_created_at on api_token (created_at, id);

create table audit_entry (
    id bigint generated always as identity primary key,
    happened_at bigint not null,
    who varchar(510) not null,
    token_id varchar(36) not null,
    source_address varchar(128) not null,
    action varchar(16) not null,
    resource varchar(16) not null,
    resource_id varchar(64) not null,
    hub_id varchar(36) not null,
    project_id varchar(64) not null,
    state_before text not null,
    state_after text not null
);
create index audit_entry_by_resource on audit_entry (resource_id, id);
create index audit_entry_by_project on audit_entry (project_id, id);
