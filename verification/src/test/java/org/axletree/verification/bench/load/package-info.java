/**
 * A load generator that costs less than the brokers it loads: one event loop, packets encoded once, every delivery checked.
 */
package org.axletree.verification.bench.load;
