/**
 * The specifications, statement by statement: a class for each control packet or chapter, a test for each normative
 * statement, and a register of which statement is tested where and which is not, and why.
 */
package org.axletree.mqtt.conformance;
