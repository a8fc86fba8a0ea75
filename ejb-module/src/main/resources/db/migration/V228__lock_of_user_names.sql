-- Whoever gives devices user names waits for the others: how many hubs of a project have a name is counted over all of them.
insert into registry_lock (id) values (2);
