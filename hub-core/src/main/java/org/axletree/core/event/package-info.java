/**
 * What happened in the registry that live sessions must learn of.
 */
package org.axletree.core.event;
