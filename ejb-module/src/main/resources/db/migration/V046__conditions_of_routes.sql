-- A route may take messages on a condition only, or what no other route takes.
alter table route add column message_condition varchar(1000) default '' not null;
alter table route add column fallback boolean default false not null;
