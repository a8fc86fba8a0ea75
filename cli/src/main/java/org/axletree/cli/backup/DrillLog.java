package org.axletree.cli.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.axletree.cli.terminal.Failure;

/** What the copy said that a drill started. It outlives the copy where something did not hold; the copy has keys and does not. */
final class DrillLog {
    private DrillLog() {}

    /** Where what a server prints is written, beside its state directory. */
    static Path output(Path home) {
        return home.resolveSibling(home.getFileName() + ".out");
    }

    /**
     * Puts by what a server printed and logged.
     *
     * @return the directory, which only its owner may read; empty if the server was never started
     */
    static Optional<Path> keep(Path home) {
        List<Path> logs = List.of(output(home), home.resolve("logs/axletree.log"));
        try {
            if (logs.stream().noneMatch(Files::exists)) {
                return Optional.empty();
            }
            Path kept = Files.createTempDirectory("axle-drill-log");
            for (Path log : logs) {
                if (Files.exists(log)) {
                    Files.copy(log, kept.resolve(log.getFileName()));
                }
            }
            return Optional.of(kept);
        } catch (IOException failed) {
            throw Failure.failed("the log of the copy cannot be kept: " + failed.getMessage());
        }
    }
}
