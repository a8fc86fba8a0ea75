/**
 * The brokers that are compared: how each is configured and started, and who may connect to it.
 */
package org.axletree.verification.bench.broker;
