-- Networks by which others than devices publish. What every hub has without asking, MQTT and WebSocket, is listed beside them
-- and kept nowhere.

create table network (
    id varchar(48) primary key,
    version integer not null,
    hub_id varchar(36) not null references hub (id),
    region varchar(32) not null,
    name varchar(510) ${ordered} not null,
    type varchar(16) not null,
    topic_prefix text not null,
    topic_template text not null,
    key_hash varchar(64) not null,
    created_at bigint not null,
    constraint network_name_in_hub unique (hub_id, name)
);
create index network_by_region_created_at on network (region, created_at, id);

create view listed_network as
select id, hub_id, region, name, type, topic_prefix, topic_template, created_at from network
union all
select concat('mqtt-', id), id, region, 'mqtt', 'MQTT', '', '', created_at from hub
union all
select concat('websocket-', id), id, region, 'websocket', 'WEBSOCKET', '', '', created_at from hub;
