/**
 * What happened, for people: changes of the registry, and what was refused.
 */
package org.axletree.web.console.record;
