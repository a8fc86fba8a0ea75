-- The certificate that a device is recognised by, and those that are no longer good.

create table device_certificate (
    device_id varchar(36) primary key references device (id) on delete cascade,
    hub_id varchar(36) not null,
    issued boolean not null,
    fingerprint varchar(64) not null,
    serial_number varchar(64) not null,
    expires_at bigint not null,
    pem text not null,
    constraint device_certificate_fingerprint unique (fingerprint)
);

create table revoked_certificate (
    fingerprint varchar(64) primary key,
    hub_id varchar(36) not null references hub (id) on delete cascade,
    serial_number varchar(64) not null,
    revoked_at bigint not null,
    expires_at bigint not null
);
create index revoked_certificate_by_hub on revoked_certificate (hub_id, expires_at);

-- Of an authority that a hub's owner brought; two hubs cannot have the same.
alter table hub add column authority_fingerprint varchar(64);
alter table hub add constraint hub_authority_fingerprint unique (authority_fingerprint);
alter table hub alter column authority_sealed_key drop not null;
