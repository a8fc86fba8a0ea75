/**
 * Users of the JMS broker: each reads what the routes of one project's hubs lead to, and nothing else.
 */
package org.axletree.hub.registry.jmsuser;
