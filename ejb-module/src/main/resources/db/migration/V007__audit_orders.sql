-- The audit log is read newest first: H2 needs an index in that direction (see V004).

create index audit_entry_by_hub on audit_entry (hub_id, id);
${h2}create index audit_entry_down on audit_entry (id desc);
${h2}create index audit_entry_by_resource_down on audit_entry (resource_id, id desc);
${h2}create index audit_entry_by_project_down on audit_entry (project_id, id desc);
${h2}create index audit_entry_by_hub_down on audit_entry (hub_id, id desc);
