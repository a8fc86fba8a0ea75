-- What proves a device's password in an exchange of SCRAM-SHA-256, sealed. Nothing while nobody has shown the password.
alter table device_password add column sealed_verifier bytea;
