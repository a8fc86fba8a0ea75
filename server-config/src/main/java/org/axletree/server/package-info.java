/**
 * What {@code java -jar axletree.jar} runs: checks before the start, Payara Micro with the application in it, and a clean end.
 */
package org.axletree.server;
