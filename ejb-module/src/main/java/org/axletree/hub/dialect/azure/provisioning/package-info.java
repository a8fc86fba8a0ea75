/**
 * How devices ask a provisioning service of Azure's kind which hub is theirs (docs/reference/dialects/azure.md, 10).
 */
package org.axletree.hub.dialect.azure.provisioning;
