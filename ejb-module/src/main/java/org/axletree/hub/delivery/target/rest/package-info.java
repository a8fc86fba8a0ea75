/** Routes to web services: one call a message, signed where asked for. */
package org.axletree.hub.delivery.target.rest;
