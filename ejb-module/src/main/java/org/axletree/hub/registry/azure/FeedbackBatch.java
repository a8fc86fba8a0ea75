package org.axletree.hub.registry.azure;

import java.util.List;

/**
 * Feedback that nobody else gets for a minute.
 *
 * @param lock by which it is given back, or taken for good
 */
public record FeedbackBatch(String lock, List<CloudFeedback> feedback) {}
