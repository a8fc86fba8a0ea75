package org.axletree.door.pressure;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * Says when the memory of the process is nearly used up, whatever the cause: nothing new is kept then for anybody, and nobody new
 * is let in, until it is better. It is high when the collections that came last left more than 85 % of the heap in use, or when
 * buffers take more than 85 % of what they may; low again below 75 %. Asked from any thread; looks twice a second.
 */
public final class MemoryWatermark {
    private static final double HIGH = 0.85;
    private static final double LOW = 0.75;

    private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    private final DoubleSupplier buffers;
    private volatile boolean high;

    /** @param buffers how much is in use of what buffers beside the heap may take, from 0 to 1 */
    public MemoryWatermark(DoubleSupplier buffers) {
        this.buffers = buffers;
    }

    public boolean isHigh() {
        return high;
    }

    /** Looks again. */
    public void check() {
        Runtime runtime = Runtime.getRuntime();
        double most = runtime.maxMemory();
        // What is in use now holds garbage as well: it says only that all is well.
        double heap = Math.min(afterCollections(), runtime.totalMemory() - runtime.freeMemory()) / most;
        double used = Math.max(heap, buffers.getAsDouble());
        high = used > HIGH || high && used > LOW;
    }

    private double afterCollections() {
        double sum = 0;
        for (MemoryPoolMXBean pool : pools) {
            MemoryUsage left = pool.getCollectionUsage();
            sum += left == null ? 0 : left.getUsed();
        }
        return sum;
    }
}
