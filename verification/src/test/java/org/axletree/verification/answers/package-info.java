/** Answers to "why?", conditions of routes and messages without a connection, from outside. */
package org.axletree.verification.answers;
