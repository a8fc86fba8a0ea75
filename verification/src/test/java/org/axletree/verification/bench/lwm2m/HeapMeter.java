package org.axletree.verification.bench.lwm2m;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axletree.verification.harness.Ran;

/** What lives on the heap of a process, after a collection: {@code jcmd} counts it. */
final class HeapMeter {
    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

    private final long pid;

    HeapMeter(long pid) {
        this.pid = pid;
    }

    long bytes() {
        String histogram = Ran.command(Duration.ofMinutes(1), List.of("jcmd", Long.toString(pid), "GC.class_histogram"))
                .orThrow()
                .out();
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IllegalStateException("jcmd: no total (expected: a histogram of classes)");
        }
        return Long.parseLong(total.group(1));
    }
}
