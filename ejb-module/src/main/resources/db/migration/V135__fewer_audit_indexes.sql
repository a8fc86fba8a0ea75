-- The audit log is read newest first and in no other order. Where the database reads an index in its own direction only (see
-- V004), the other one cost time with each change and was read by nobody.

${h2}drop index audit_entry_by_resource;
${h2}drop index audit_entry_by_project;
${h2}drop index audit_entry_by_hub;
