package org.axletree.verification.bench.load;

import org.axletree.verification.bench.broker.Broker;
import org.axletree.verification.bench.measure.Reading;

/** Something that can be measured at any broker. */
@FunctionalInterface
public interface Measurement {
    /** @param course how long to measure */
    Reading run(GeneratorLoop loop, Broker broker, Course course) throws InterruptedException;
}
