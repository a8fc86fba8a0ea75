/**
 * What is to be done from time to time, one chore a class. A new chore is a bean that implements {@link
 * org.axletree.hub.chore.Chore}.
 */
package org.axletree.hub.chore;
