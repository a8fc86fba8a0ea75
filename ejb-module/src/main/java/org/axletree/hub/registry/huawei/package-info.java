/**
 * What the registry knows only of devices that were registered by Huawei's words: their product and node, the end of their
 * registration, their shadow, and what waits for them.
 */
package org.axletree.hub.registry.huawei;
