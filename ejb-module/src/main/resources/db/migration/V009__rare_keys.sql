-- Kinds of keys that not every TLS takes, of certificates that devices may come with; null for all others.

alter table device_certificate add column rare_key varchar(16);
create index device_certificate_rare_key on device_certificate (rare_key);

alter table hub add column authority_rare_key varchar(16);
