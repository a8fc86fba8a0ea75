-- A route has a kind, what that kind is told, and how it is delivered to; what it leads to belongs to one hub.
alter table route add column kind varchar(16) default 'jms' not null;
alter table route add column configuration text;
alter table route add column delivery text;
alter table route add column paused boolean default false not null;

update route set configuration = '{"queue_name":"' || queue_name || '"}', delivery = '{}';

create table route_destination (
    destination varchar(512) primary key,
    hub_id varchar(36) not null,
    claimed_at bigint not null
);
insert into route_destination (destination, hub_id, claimed_at)
    select 'jms:queue:' || queue_name, min(hub_id), min(created_at) from route group by queue_name;

drop index route_by_queue_name;
alter table route drop column queue_name;
