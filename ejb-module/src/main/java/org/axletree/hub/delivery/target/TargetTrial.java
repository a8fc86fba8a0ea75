package org.axletree.hub.delivery.target;

import java.util.Optional;

/**
 * What came of trying a target without a message.
 *
 * @param problem what is wrong, in the sentence that a failed delivery would have; empty if nothing is
 * @param seen what was tried and what came back, for a person, where that does not say whether messages are taken; else empty
 */
public record TargetTrial(Optional<String> problem, String seen) {}
