package org.axletree.hub.registry.metrics;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a hub or a device did, at every {@link MetricStep}: for each bucket a number of each column. Its size has a bound, however long it is kept: as many buckets as the windows have, the oldest giving way.
 */
final class MetricRing {
    /** The first format did not say how many columns it has. */
    private static final int FIRST_FORMAT = 1;

    private static final int FORMAT = 2;

    private final Map<MetricStep, Buckets> steps = new EnumMap<>(MetricStep.class);

    MetricRing(int columns) {
        for (MetricStep step : MetricStep.values()) {
            steps.put(step, new Buckets(columns, step.slots()));
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
        write(bytes, steps.get(MetricStep.MINUTE).columns.length);
        for (MetricStep step : MetricStep.values()) {
            Buckets buckets = steps.get(step);
            write(bytes, buckets.newest);
            for (int slot = 0; slot < step.slots(); slot++) {
                for (long[] column : buckets.columns) {
                    write(bytes, column[slot]);
                }
            }
        }
        return bytes.toByteArray();
    }

    /**
     * @param columns that it is to have; those that were not kept then are 0
     * @param columnsAtFirst as many as it had in the first format
     */
    static MetricRing of(byte[] stored, int columns, int columnsAtFirst) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(stored);
        int format = bytes.read();
        if (format != FORMAT && format != FIRST_FORMAT) {
            throw new IllegalStateException("metrics: format " + format + " (expected: " + FORMAT + ")");
        }
        long kept = format == FIRST_FORMAT ? columnsAtFirst : read(bytes);
        if (kept < 1 || kept > columns) {
            throw new IllegalStateException("metrics: " + kept + " columns (expected: 1 to " + columns + ")");
        }
        MetricRing ring = new MetricRing(columns);
        for (MetricStep step : MetricStep.values()) {
            Buckets buckets = ring.steps.get(step);
            buckets.newest = read(bytes);
            for (int slot = 0; slot < step.slots(); slot++) {
                for (int column = 0; column < kept; column++) {
                    buckets.columns[column][slot] = read(bytes);
                }
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
        private final long[][] columns;
        private final int slots;
        private long newest;

        private Buckets(int columns, int slots) {
            this.columns = new long[columns][slots];
            this.slots = slots;
        }

        long value(int column, long bucket) {
            return holds(bucket) ? columns[column][slot(bucket)] : 0;
        }

        /** Adds to a bucket; what is older than the window is gone already. */
        void add(int column, long bucket, long more) {
            advance(bucket);
            if (holds(bucket)) {
                columns[column][slot(bucket)] += more;
            }
        }

        /** A bucket holds the highest of what was ever said of it. Answers whether it rose. */
        boolean raise(int column, long bucket, long value) {
            advance(bucket);
            if (!holds(bucket) || columns[column][slot(bucket)] >= value) {
                return false;
            }
            columns[column][slot(bucket)] = value;
            return true;
        }

        private void advance(long bucket) {
            if (bucket - newest >= slots) {
                for (long[] column : columns) {
                    Arrays.fill(column, 0);
                }
                newest = bucket;
            }
            while (newest < bucket) {
                newest++;
                for (long[] column : columns) {
                    column[slot(newest)] = 0;
                }
            }
        }

        private boolean holds(long bucket) {
            return bucket <= newest && bucket > newest - slots && bucket >= 0;
        }

        private int slot(long bucket) {
            return (int) Math.floorMod(bucket, (long) slots);
        }
    }
}
