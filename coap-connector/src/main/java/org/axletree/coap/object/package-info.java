/**
 * Objects and resources of LwM2M, their models and encodings: the only room that knows Leshan.
 */
package org.axletree.coap.object;
