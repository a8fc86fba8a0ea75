package org.axletree.hub.registry.metrics;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a hub or a device did, at every {@link MetricStep}: for each bucket how many packets, and how many devices were
 * active. Its size has a bound, however long it is kept: as many buckets as the windows have, the oldest giving way.
 */
final class MetricRing {
    private static final int FORMAT = 1;

    private final Map<MetricStep, Buckets> steps = new EnumMap<>(MetricStep.class);

    MetricRing() {
        for (MetricStep step : MetricStep.values()) {
            steps.put(step, new Buckets(step.slots()));
        }
    }

    /** The buckets of one step. */
    Buckets at(MetricStep step) {
        return steps.get(step);
    }

    /** As it lies in the database: numbers of seven bits a byte, so that what is zero costs one. */
    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        bytes.write(FORMAT);
        for (MetricStep step : MetricStep.values()) {
            Buckets buckets = steps.get(step);
            write(bytes, buckets.newest);
            for (int slot = 0; slot < step.slots(); slot++) {
                write(bytes, buckets.packets[slot]);
                write(bytes, buckets.active[slot]);
            }
        }
        return bytes.toByteArray();
    }

    static MetricRing of(byte[] stored) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(stored);
        int format = bytes.read();
        if (format != FORMAT) {
            throw new IllegalStateException("metrics: format " + format + " (expected: " + FORMAT + ")");
        }
        MetricRing ring = new MetricRing();
        for (MetricStep step : MetricStep.values()) {
            Buckets buckets = ring.steps.get(step);
            buckets.newest = read(bytes);
            for (int slot = 0; slot < step.slots(); slot++) {
                buckets.packets[slot] = read(bytes);
                buckets.active[slot] = read(bytes);
            }
        }
        return ring;
    }

    private static void write(ByteArrayOutputStream bytes, long number) {
        long rest = number;
        while (rest > 0x7F) {
            bytes.write((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }

    private static long read(ByteArrayInputStream bytes) {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = bytes.read();
            if (next < 0) {
                throw new IllegalStateException("metrics: ended too early (expected: every bucket)");
            }
            number |= (next & 0x7FL) << shift;
            if (next < 0x80) {
                return number;
            }
        }
        throw new IllegalStateException("metrics: a number without an end (expected: at most 64 bits)");
    }

    /** The last buckets of one step, in a ring: a bucket's slot is its number modulo the slots. */
    static final class Buckets {
        private final long[] packets;
        private final long[] active;
        private long newest;

        private Buckets(int slots) {
            packets = new long[slots];
            active = new long[slots];
        }

        long packets(long bucket) {
            return holds(bucket) ? packets[slot(bucket)] : 0;
        }

        long active(long bucket) {
            return holds(bucket) ? active[slot(bucket)] : 0;
        }

        /** Adds to a bucket; what is older than the window is gone already. */
        void add(long bucket, long morePackets, long moreActive) {
            advance(bucket);
            if (holds(bucket)) {
                packets[slot(bucket)] += morePackets;
                active[slot(bucket)] += moreActive;
            }
        }

        /** Notes that a device was active, and tells whether that is news in this bucket. */
        boolean activate(long bucket) {
            advance(bucket);
            if (!holds(bucket) || active[slot(bucket)] > 0) {
                return false;
            }
            active[slot(bucket)] = 1;
            return true;
        }

        private void advance(long bucket) {
            if (bucket - newest >= packets.length) {
                Arrays.fill(packets, 0);
                Arrays.fill(active, 0);
                newest = bucket;
            }
            while (newest < bucket) {
                newest++;
                packets[slot(newest)] = 0;
                active[slot(newest)] = 0;
            }
        }

        private boolean holds(long bucket) {
            return bucket <= newest && bucket > newest - packets.length && bucket >= 0;
        }

        private int slot(long bucket) {
            return (int) Math.floorMod(bucket, (long) packets.length);
        }
    }
}
