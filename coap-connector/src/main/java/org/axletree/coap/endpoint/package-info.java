/**
 * CoAP and DTLS, as the door has them from Californium and Scandium: listeners, keys of devices, and acknowledgements that wait for a
 * commit.
 */
package org.axletree.coap.endpoint;
