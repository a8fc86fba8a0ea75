/**
 * Where registrations are kept, so that they are there after a restart.
 */
package org.axletree.coap.store;
