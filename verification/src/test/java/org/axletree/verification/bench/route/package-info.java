/**
 * What a message for routes costs, from the device to a consumer of JMS outside: next to a broker of OpenMQ that a producer fills
 * directly.
 */
package org.axletree.verification.bench.route;
