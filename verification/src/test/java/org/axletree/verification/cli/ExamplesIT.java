package org.axletree.verification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.axletree.verification.guide.ShellBlocks;
import org.axletree.verification.harness.AxleShell;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Ran;
import org.junit.jupiter.api.Test;

/** Every example of the reference of {@code axle} does what it says. */
final class ExamplesIT {
    private static final Path REFERENCE = Path.of("../docs/reference/axle.md");

    @Test
    void example_doesWhatItSays() throws IOException {
        List<ShellBlocks.Block> blocks = ShellBlocks.of(REFERENCE);
        assertThat(blocks).hasSizeGreaterThan(5).allMatch(block -> block.output()
                .isPresent());
        try (AxletreeProcess hub = Axletree.fresh().start()) {
            AxleShell shell = new AxleShell(hub);
            for (ShellBlocks.Block block : blocks) {
                String command = "set -e\n" + block.command().replace("-p 1883", "-p " + hub.mqttPort());
                Ran ran = shell.line(command);
                assertThat(ran.exitCode()).as(command + ran.out() + ran.err()).isZero();
                assertThat(ran.out().strip()).as(command).matches(block.expected());
            }
        }
    }
}
