/**
 * Azure's two APIs over the services of the hub: resources under {@code /subscriptions}, and a hub's own under its host name
 * (docs/reference/dialects/azure.md, 9).
 */
package org.axletree.web.azure;
