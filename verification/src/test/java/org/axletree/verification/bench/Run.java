package org.axletree.verification.bench;

import org.axletree.verification.bench.measure.Reading;

/** One scenario at one broker in one round. */
record Run(int round, Scenario scenario, String broker, Reading reading) {}
