-- The events of a device in whatever hub it was when they happened, newest first.
create index hub_event_of_object on hub_event (object_id, id);
${h2}create index hub_event_of_object_down on hub_event (object_id, id desc);
