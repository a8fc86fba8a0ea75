/**
 * Many messages: none lost, none twice, whatever breaks.
 */
package org.axletree.verification.load;
