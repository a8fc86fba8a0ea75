package org.axletree.verification.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.axletree.verification.guide.ShellBlocks;
import org.axletree.verification.harness.AxleShell;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Mosquitto;
import org.axletree.verification.harness.NumberedLoad;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.RouteConsumer;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A backup of a hub that runs, by the commands of its guide; and what is there when it was restored. */
@ExtendWith(SharedAxletree.class)
final class BackupIT {
    private static final Path GUIDE = Path.of("../docs/guide/backup.md");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final AxletreeProcess hub;
    private final AxleShell shell;

    BackupIT(AxletreeProcess hub) {
        this.hub = hub;
        this.shell = new AxleShell(hub);
    }

    @Test
    void whatWasAcknowledged_isThereAgain_byTheCommandsOfTheGuide() throws IOException {
        Fleet.Hub plant = hub.fleet().hub();
        Fleet.Device device = hub.fleet().device(plant);
        Fleet.Route queue = hub.fleet().route(plant, "queued/#");
        Fleet.Route held = hub.fleet().route(plant, "held/#");
        hub.api().post("routes/" + held.id() + "/pause", "{}").orThrow();
        Mosquitto.publish(hub, device, "queued/1", "in the broker's queue", 1).orThrow();
        Mosquitto.publish(hub, device, "held/1", "in the log", 1).orThrow();
        Mosquitto.publish(hub, device, "kept/1", "retained", 1, "-r").orThrow();
        // A session without a connection, and a message that waits for it.
        Mosquitto.subscribe(hub, device, "asleep/#", 1, "-i", "sleeper", "-c").close();
        Mosquitto.publish(hub, device, "asleep/1", "waits", 1, "-i", "other").orThrow();

        // Numbered messages meanwhile, for a queue of the broker and for the log.
        Fleet.Route numbers = hub.fleet().route(plant, "numbered/#");
        Fleet.Route heldNumbers = hub.fleet().route(plant, "numbered/#");
        hub.api().post("routes/" + heldNumbers.id() + "/pause", "{}").orThrow();
        NumberedLoad load = NumberedLoad.start(hub, hub.fleet().insecureDevice(plant), "numbered/1");

        Instant mark = followTheGuide(load);
        Set<String> before = load.acknowledgedBefore(mark);
        assertThat(before).as("acknowledged before the mark").hasSizeBetween(1, load.total() - 1);

        assertThat(shell.line("axle restore --from backups --home other").err())
                .startsWith("axle: the backups are encrypted")
                .hasLineCount(1);
        assertThat(shell.line("axle restore --from backups --passphrase-file passphrase --home state")
                        .exitCode())
                .as("into a directory that is in use")
                .isEqualTo(2);
        try (AxletreeProcess copy = Axletree.in(shell.directory()).start()) {
            assertThat(copy.adminToken()).isEqualTo(hub.adminToken());
            Mosquitto.Subscriber awake = Mosquitto.subscribe(copy, device, "kept/#", 1, "-i", "sleeper", "-c");
            try (awake) {
                assertThat(awake.awaitLines(2, PATIENCE)).containsExactlyInAnyOrder("waits", "retained");
            }
            try (RouteConsumer consumer = RouteConsumer.of(copy, queue.queue())) {
                assertThat(consumer.next(PATIENCE).orElseThrow().text()).isEqualTo("in the broker's queue");
            }
            assertThat(missing(copy, numbers, before)).isEmpty();
            copy.api().post("routes/" + heldNumbers.id() + "/resume", "{}").orThrow();
            assertThat(missing(copy, heldNumbers, before)).isEmpty();
            copy.api().post("routes/" + held.id() + "/resume", "{}").orThrow();
            try (RouteConsumer consumer = RouteConsumer.of(copy, held.queue())) {
                assertThat(consumer.next(PATIENCE).orElseThrow().text()).isEqualTo("in the log");
            }
        }
        damageOneFile();
        Ran damaged = shell.line("axle restore --from backups --passphrase-file passphrase --home damaged");
        assertThat(damaged.exitCode()).isEqualTo(1);
        assertThat(damaged.err()).contains("nothing was restored").contains("damaged");
        assertThat(shell.directory().resolve("damaged")).doesNotExist();
    }

    /** What the queue of a route does not have. */
    private static Set<String> missing(AxletreeProcess copy, Fleet.Route route, Set<String> wanted) {
        Set<String> missing = new TreeSet<>(wanted);
        try (RouteConsumer consumer = RouteConsumer.of(copy, route.queue())) {
            while (!missing.isEmpty()) {
                Optional<RouteConsumer.Received> next = consumer.next(PATIENCE);
                if (next.isEmpty()) {
                    break;
                }
                missing.remove(next.get().text());
            }
        }
        return missing;
    }

    /**
     * Backs up twice, has the backup proved, and restores it.
     *
     * @param load that goes on until the second backup is there
     * @return the moment to which the tool says that it restored
     */
    private Instant followTheGuide(NumberedLoad load) throws IOException {
        List<ShellBlocks.Block> blocks = ShellBlocks.of(GUIDE);
        assertThat(blocks).hasSize(4);
        Ran ran = null;
        for (ShellBlocks.Block block : blocks) {
            if (block.command().contains("axle drill")) {
                load.stop();
            }
            ran = shell.line(block.command());
            assertThat(ran.exitCode())
                    .as(block.command() + ran.out() + ran.err())
                    .isZero();
            if (block.output().isPresent()) {
                assertThat(ran.out()).as(block.command()).containsPattern(block.expected());
            }
        }
        Matcher restored = Pattern.compile("restored_to +(\\S+)").matcher(ran.out());
        assertThat(restored.find()).as(ran.out()).isTrue();
        return Instant.parse(restored.group(1));
    }

    /** One that the last backup needs: what only earlier ones have is not looked at when that is restored. */
    private void damageOneFile() throws IOException {
        try (Stream<Path> objects = Files.walk(shell.directory().resolve("backups/objects"))) {
            Path one = objects.filter(Files::isRegularFile)
                    .max(Comparator.comparing(object -> object.toFile().lastModified()))
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(one);
            bytes[bytes.length - 1] ^= 1;
            Files.write(one, bytes);
        }
    }

    @Test
    void snapshots_areForTheAdministratorsOwnToken() {
        shell.set("GIVEN", shell.out("axle token create backup --scope administrator -o json | jq -r .secret"));
        Ran refused = shell.line("AXLE_TOKEN=$GIVEN axle backup --to refused");
        assertThat(refused.exitCode()).isEqualTo(5);
        assertThat(refused.out()).isEmpty();
        assertThat(shell.directory().resolve("refused/objects")).isEmptyDirectory();
    }
}
