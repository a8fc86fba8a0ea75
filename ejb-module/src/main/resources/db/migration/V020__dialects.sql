-- Devices that were built for other clouds: whose words a device speaks, and what it proves itself with.

-- The dialect whose API registered the device.
alter table device add column dialect varchar(16) default 'scaleway' not null;
-- The device that this one is a part of or stands behind: a module's device, a child's gateway; else null.
alter table device add column parent_id varchar(36) references device (id) on delete cascade;
create index device_by_parent on device (parent_id);

-- What a device proves itself with besides a certificate of its own: sealed keys or secrets, or the thumbprints of certificates
-- (hexadecimal in lower case, SHA-1 or SHA-256), or that an authority vouches for it.
create table device_credential (
    device_id varchar(36) primary key references device (id) on delete cascade,
    kind varchar(16) not null,
    sealed_primary bytea,
    sealed_secondary bytea,
    primary_thumbprint varchar(64),
    secondary_thumbprint varchar(64)
);
create index device_credential_by_primary_thumbprint on device_credential (primary_thumbprint);
create index device_credential_by_secondary_thumbprint on device_credential (secondary_thumbprint);

-- The first label of the hub's host name: its name in lower case. Not unique, as names of hubs need not be.
alter table hub add column host_label varchar(510) default '' not null;
update hub set host_label = lower(name);
create index hub_by_host_label on hub (host_label, created_at, id);

-- Keys that open a hub to whoever has a right, and not to one device alone.
create table hub_policy (
    hub_id varchar(36) not null references hub (id) on delete cascade,
    name varchar(64) not null,
    rights varchar(255) not null,
    sealed_primary bytea not null,
    sealed_secondary bytea not null,
    primary key (hub_id, name)
);

-- Authorities of owners that may vouch for devices beside the hub's own one; any number a hub, and one in several hubs.
create table device_authority (
    id varchar(36) primary key,
    revision bigint not null,
    hub_id varchar(36) not null references hub (id) on delete cascade,
    name varchar(255) not null,
    pem text not null,
    subject varchar(64) not null,
    fingerprint varchar(64) not null,
    verified boolean not null,
    code varchar(64),
    code_made_at bigint,
    rare_key varchar(32),
    created_at bigint not null,
    updated_at bigint not null,
    constraint device_authority_name unique (hub_id, name)
);
create index device_authority_by_subject on device_authority (subject, verified);
