/**
 * The life of the adapter in its container: start, activation, and the door that is opened and closed with them.
 */
package org.axletree.coap.adapter;
