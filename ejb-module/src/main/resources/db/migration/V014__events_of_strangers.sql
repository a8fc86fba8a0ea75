-- Events of connections that nobody vouched for have a list of their own length, so that they do not push the others out.
alter table hub_event add column of_stranger boolean default false not null;
create index hub_event_by_stranger on hub_event (hub_id, of_stranger, id);
