/** Routes to topics of Kafka: a record for each message, in the order of each device. */
package org.axletree.hub.delivery.target.kafka;
