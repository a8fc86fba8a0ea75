/**
 * Many LwM2M devices that register and update, at Axletree and at a server of Leshan's.
 */
package org.axletree.verification.bench.lwm2m;
