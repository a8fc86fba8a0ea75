-- The keys of a provisioning service's one policy, made when somebody looks at them first.
alter table enrollment_scope add column sealed_primary bytea;
alter table enrollment_scope add column sealed_secondary bytea;
