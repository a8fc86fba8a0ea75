/**
 * Devices that speak LwM2M: by raw messages, by libcoap and by Leshan's client.
 */
package org.axletree.verification.lwm2m;
