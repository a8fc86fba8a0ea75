/**
 * JMH benchmarks of single parts of the message's path: {@code ./axletree bench --micro}.
 */
package org.axletree.mqtt.micro;
