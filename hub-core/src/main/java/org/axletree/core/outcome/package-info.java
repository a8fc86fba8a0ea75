/**
 * How things end. One {@link org.axletree.core.outcome.Reason} for every refusal and every drop, and the sealed answers
 * that carry it.
 */
package org.axletree.core.outcome;
