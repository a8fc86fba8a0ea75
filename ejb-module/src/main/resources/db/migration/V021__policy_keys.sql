-- When a policy's keys were last made, for whoever wonders why tokens are refused.
alter table hub_policy add column keys_changed_at bigint default 0 not null;
