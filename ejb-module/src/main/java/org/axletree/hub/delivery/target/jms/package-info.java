/**
 * Routes to JMS queues: messages go in here, enterprise systems take them out. The one place that knows what a queue is.
 */
package org.axletree.hub.delivery.target.jms;
