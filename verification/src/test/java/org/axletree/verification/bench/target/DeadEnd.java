package org.axletree.verification.bench.target;

import org.axletree.verification.harness.Fleet;

/** A topic of the embedded broker to which nobody listens: the next thing to a target that does nothing. */
final class DeadEnd implements BenchTarget {
    private final String topic = Fleet.unique("nobody").replace('-', '_');

    @Override
    public String name() {
        return "nothing";
    }

    @Override
    public String field() {
        return "jms_config";
    }

    @Override
    public String configuration() {
        return "{\"topic_name\": \"" + topic + "\"}";
    }

    @Override
    public BareLoop bare() {
        return new BareLoop(1) {
            @Override
            void deliver(int first, int count) {
                // Nothing is done with them.
            }
        };
    }

    @Override
    public void close() {
        // It ends with the hub.
    }
}
