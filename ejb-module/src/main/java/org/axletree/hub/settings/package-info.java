/**
 * What an operator may set, and the credentials of the first start. The only reader of configuration.
 */
package org.axletree.hub.settings;
