package org.axletree.verification.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.Scratch;
import org.junit.jupiter.api.Test;

/**
 * The README, carried out word by word against a fresh state, on its own ports: in a network of its own, so that whatever else
 * runs on this machine is not in the way.
 */
class QuickStartIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void readme_wordByWord_showsWhatItSays() throws IOException {
        List<ShellBlocks.Block> blocks = ShellBlocks.of(ROOT.resolve("README.md"));
        assertThat(blocks).as("commands of the README").hasSizeGreaterThan(5);
        Path directory = freshCopy();
        Path script = Files.writeString(directory.resolve("readme.sh"), script(blocks));

        Ran ran = Ran.command(
                Duration.ofMinutes(20),
                directory,
                // Containers often set options for every Java, which then says so before anything else.
                Map.of("MAVEN_ARGS", "-o", "AXLETREE_HOST", "localhost", "JAVA_TOOL_OPTIONS", "-Dversion=1.4"),
                List.of("unshare", "--net", "--map-root-user", "bash", script.toString()));

        assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).output().isPresent()) {
                assertThat(Ran.command(
                                        Duration.ofMinutes(1),
                                        List.of(
                                                "cat",
                                                directory.resolve("block." + i).toString()))
                                .out())
                        .as(blocks.get(i).command())
                        .containsPattern(blocks.get(i).expected());
            }
        }
    }

    /** What a clone has, by reference, with nothing that a run leaves behind. */
    private static Path freshCopy() throws IOException {
        Path copy = Scratch.directory("axletree-readme-");
        try (Stream<Path> files = Files.list(ROOT)) {
            for (Path file : files.toList()) {
                if (!file.getFileName().toString().matches("axletree-data|openmq-client|\\.git|.*\\.json|.*\\.pem")) {
                    Files.createSymbolicLink(copy.resolve(file.getFileName()), file);
                }
            }
        }
        Files.delete(copy.resolve("axletree"));
        Files.copy(ROOT.resolve("axletree"), copy.resolve("axletree"));
        Ran.command(
                        Duration.ofMinutes(1),
                        List.of("chmod", "+x", copy.resolve("axletree").toString()))
                .orThrow();
        return copy;
    }

    /** One shell for all blocks, as a reader has. What goes on in the background ends with it. */
    private static String script(List<ShellBlocks.Block> blocks) {
        StringBuilder script = new StringBuilder(
                """
                set -eu
                ip link set lo up
                background=()
                trap 'kill "${background[@]}" 2>/dev/null; wait' EXIT
                await() {
                    for _ in $(seq 3000); do
                        if grep -qF "$1" "$2"; then return; fi
                        if ! kill -0 "$3" 2>/dev/null; then break; fi
                        sleep 0.2
                    done
                    echo "never said: $1"; cat "$2"; exit 1
                }
                """);
        for (int i = 0; i < blocks.size(); i++) {
            ShellBlocks.Block block = blocks.get(i);
            if (block.until().isEmpty()) {
                script.append("{\n%s} > block.%d 2>&1 || { cat block.%d; exit 1; }\n".formatted(block.command(), i, i));
            } else {
                script.append("( exec %s ) > block.%d 2>&1 &\nbackground+=($!)\nawait '%s' block.%d $!\n"
                        .formatted(block.command().strip(), i, block.until().get(), i));
            }
        }
        return script.toString();
    }
}
