/**
 * The processes that tests watch from outside: the hub, brokers, databases, application servers, devices and consumers. All
 * listen on the loopback address, all have a deadline, all end with the test.
 */
package org.axletree.verification.harness;
