package org.axletree.verification.bench.load;

import org.axletree.verification.bench.broker.Broker;
import org.axletree.verification.bench.measure.Reading;

/** Something that can be measured at any broker. */
public interface Measurement {
    /** Whether it can be measured at a broker. */
    default boolean suits(Broker broker) {
        return broker.speaksMqtt();
    }

    /** @param course how long to measure */
    Reading run(GeneratorLoop loop, Broker broker, Course course) throws InterruptedException;
}
