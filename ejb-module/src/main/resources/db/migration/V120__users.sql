-- People who use the console. The administrator who was there before has no password here: that stays where it is, in a setting or in
-- the file of the first start, until it is changed in the console.

create table console_user (
    id varchar(36) primary key,
    version integer not null,
    name varchar(128) not null,
    login_name varchar(128) not null,
    password_hash varchar(500),
    password_number integer not null,
    role varchar(16) not null,
    project_ids text not null,
    enabled boolean not null,
    generation integer not null,
    created_at bigint not null,
    updated_at bigint not null,
    constraint console_user_login_name unique (login_name)
);
insert into console_user (id, version, name, login_name, password_hash, password_number, role, project_ids, enabled, generation,
    created_at, updated_at)
values ('00000000-0000-0000-0000-000000000001', 1, 'admin', 'admin', null, 0, 'ADMINISTRATOR', '', true, 0,
    cast(extract(epoch from current_timestamp) * 1000 as bigint), cast(extract(epoch from current_timestamp) * 1000 as bigint));

-- A person is told from the administrator's own token, which left the same trace as the administrator before.

alter table audit_entry add column actor varchar(8) default 'unknown' not null;
alter table audit_entry add column user_id varchar(36) default '' not null;
update audit_entry set actor = 'token' where token_id <> '';
update audit_entry set actor = 'policy' where token_id = '' and who like 'policy %';
update audit_entry set actor = 'hub' where token_id = '' and source_address = '';
