-- Users of the JMS broker: each reads what the routes of one project lead to.

create table jms_user (
    id varchar(36) primary key,
    version integer not null,
    region varchar(32) not null,
    project_id varchar(64) not null,
    name varchar(510) ${ordered} not null,
    sealed_password text not null,
    created_at bigint not null
);
create index jms_user_by_region_created_at on jms_user (region, created_at, id);
create index jms_user_by_project on jms_user (project_id);
