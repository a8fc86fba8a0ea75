/**
 * Who may use the console: the login, its throttle, and the headers that keep a browser safe.
 */
package org.axletree.web.login;
