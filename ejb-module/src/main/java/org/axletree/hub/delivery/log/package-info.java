/**
 * The route log: what devices said to routes, committed once to a store of the hub's own before it is acknowledged, and
 * followed by each route at its own pace.
 */
package org.axletree.hub.delivery.log;
