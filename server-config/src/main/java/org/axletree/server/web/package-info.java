/**
 * What stands between strangers and the web container: who may connect, how long a request may take, and which requests are
 * none. Part of Payara's own class loader, since it is made of filters of Grizzly's.
 */
package org.axletree.server.web;
