/**
 * OpenMQ's resource adapter, set up for the hub: its broker runs inside the server with users, rights and limits of our own, or
 * is reached by address.
 */
package org.axletree.jms;
