/**
 * Enrolments in Azure's sense: who may ask a provisioning service which hub is theirs, who did, and what was answered
 * (docs/reference/dialects/azure.md, 10).
 */
package org.axletree.hub.registry.enrollment;
