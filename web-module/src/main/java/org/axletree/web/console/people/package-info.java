/**
 * Who uses the console: the login, and the tokens of programs.
 */
package org.axletree.web.console.people;
