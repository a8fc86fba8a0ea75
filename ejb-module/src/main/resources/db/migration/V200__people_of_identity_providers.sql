-- People who log in by an identity provider: known by its issuer and by what it calls them, which is not the name that they have here.

alter table console_user add column issuer varchar(500);
alter table console_user add column subject varchar(255);
alter table console_user add constraint console_user_subject unique (issuer, subject);
