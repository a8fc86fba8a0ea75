/**
 * What the server says about itself to the devices of each hub, on the topics below {@code $SYS/broker/}.
 */
package org.axletree.mqtt.sys;
