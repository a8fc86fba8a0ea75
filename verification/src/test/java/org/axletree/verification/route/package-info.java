/** Routes from outside, each against the real thing: web services, databases, object stores. */
package org.axletree.verification.route;
