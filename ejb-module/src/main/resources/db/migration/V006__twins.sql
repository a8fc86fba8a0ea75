-- What is known of devices' state: documents in JSON. The id is the device's, a slash and the document's name.

create table twin_document (
    id varchar(300) primary key,
    device_id varchar(36) not null references device (id) on delete cascade,
    name varchar(255) not null,
    document_version bigint not null,
    version integer not null,
    data text not null,
    updated_at bigint not null
);
create index twin_document_by_device on twin_document (device_id, name);
