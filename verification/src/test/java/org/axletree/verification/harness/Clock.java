package org.axletree.verification.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The clock of a process, set forward while the process runs: by libfaketime, which stands between the process and the
 * system. Intervals (the monotonic clock) pass as always.
 */
public final class Clock {
    private final Path offset;

    private Clock(Path offset) {
        this.offset = offset;
    }

    /** A clock that is right, in a directory of the test's. */
    public static Clock in(Path directory) {
        Clock clock = new Clock(directory.resolve("clock"));
        clock.write("+0d");
        return clock;
    }

    /** Sets it forward. Whoever uses the clock sees the new time within a second. */
    public void forward(int days) {
        write("+" + days + "d");
    }

    /** The environment of a process that goes by this clock. */
    public Map<String, String> environment() {
        // Without the fix, as it makes timed waits of a JVM return at once.
        return Map.of(
                "LD_PRELOAD", library().toString(),
                "FAKETIME_TIMESTAMP_FILE", offset.toString(),
                "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_FORCE_MONOTONIC_FIX", "0",
                "NO_FAKE_STAT", "1");
    }

    private void write(String text) {
        try {
            // In one step, as the process reads it whenever it likes.
            Path fresh = Files.writeString(offset.resolveSibling("clock.new"), text + "\n");
            Files.move(fresh, offset, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not the variant with locks: a server asks for the time too often. */
    private static Path library() {
        List<Path> roots = List.of(Path.of("/usr/lib/x86_64-linux-gnu"), Path.of("/usr/lib/aarch64-linux-gnu"));
        return roots.stream()
                .flatMap(root -> Stream.of(root.resolve("faketime/libfaketime.so.1")))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "libfaketime is not installed (expected: apt-get install libfaketime)"));
    }
}
