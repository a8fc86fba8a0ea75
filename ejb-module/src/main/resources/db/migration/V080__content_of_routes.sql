-- A route may demand something of payloads, and add something to messages.
alter table route add column content text;
