package org.axletree.verification.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.limit.Kept;
import org.axletree.core.outcome.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Documents that are made from the code. {@code -Daxletree.docs=write} writes them anew; otherwise a document that is not what
 * the code says is an error.
 */
class ReferenceTest {
    private static final Path DOCS = Path.of("../docs");

    /** What is not here is small, or no test has filled it yet. */
    private static final Map<Kept, String> FILLED_BY = Map.ofEntries(
            Map.entry(Kept.SESSION, "`GreedyDevicesIT`, `RoomOfAHubTest`"),
            Map.entry(Kept.CLEAN_SESSION, "`LimitsTest`"),
            Map.entry(Kept.SUBSCRIPTION, "`GreedyDevicesIT`, `RoomOfAHubTest`"),
            Map.entry(Kept.LEVEL, "`GreedyDevicesIT`, `RoomOfAHubTest`"),
            Map.entry(Kept.MESSAGE, "`GreedyDevicesIT`, `RoomOfAHubTest`"),
            Map.entry(Kept.RETAINED, "`GreedyDevicesIT`, `RoomOfAHubTest`"),
            Map.entry(Kept.WILL, "`GreedyDevicesIT`"),
            Map.entry(Kept.PACKET_ID, "`GreedyDevicesIT`, `RoomOfAHubTest`"),
            Map.entry(Kept.TOPIC, "`GreedyDevicesIT`"),
            Map.entry(Kept.OUTSTANDING, "`LanesTest`"),
            Map.entry(Kept.PART, "`GreedyDevicesIT`"),
            Map.entry(Kept.LANE, "`CrowdedLanesTest`, `BackPressureIT`"),
            Map.entry(Kept.REQUEST, "`AskedHubTest` (a session)"),
            Map.entry(Kept.OUTGOING, "`DeafPeersTest`"),
            Map.entry(Kept.TRANSIT, "`WatermarkTest`"),
            Map.entry(Kept.CONNECT_RATE, "`ConnectRatesTest`"),
            Map.entry(Kept.PAST_CONNECTION, "`ConnectionLogTest`"),
            Map.entry(Kept.REFUSAL, "`NoticeLimitTest`"));

    @Test
    void limits_areThoseOfTheCode() throws IOException {
        StringBuilder text = new StringBuilder(
                """
                # Limits

                Every limit that may be set, as the environment variable or the system property. The lowest value is 1.

                | setting | default | highest | what it counts |
                |---|--:|--:|---|
                """);
        for (HubLimit limit : HubLimit.values()) {
            text.append("| `AXLETREE_LIMIT_%s` | %s | %s | %s |\n"
                    .formatted(limit.name(), number(limit.standard()), number(limit.highest()), limit.meaning()));
        }
        text.append(
                """

                ## What is kept for devices

                Whatever a device can make the hub hold for longer than the packet that brought it, with its bound. The hub's
                room is `AXLETREE_LIMIT_STORAGE_BYTES_PER_HUB`; all hubs together have half of the heap. Where the room is used
                up, the reason is `storage_exceeded`, or `memory_exceeded` where it is the server's. Texts count twice. Names
                in capitals are limits of the table above. The last column names the test that fills it to its bound:
                `GreedyDevicesIT` with a heap of 1 GB, while the devices of another hub go on.

                | what | bytes | and | bound | filled by |
                |---|--:|---|---|---|
                """);
        for (Kept kept : Kept.values()) {
            text.append("| %s | %s | %s | %s | %s |\n"
                    .formatted(
                            kept.what(),
                            kept.bytes() == 0 ? "" : number(kept.bytes()),
                            kept.further(),
                            kept.bound(),
                            FILLED_BY.getOrDefault(kept, "")));
        }
        assertFresh("reference/limits.md", text.toString());
    }

    @Test
    void reasons_areThoseOfTheCode() throws IOException {
        StringBuilder text = new StringBuilder(
                """
                # Reasons

                Why something was refused, dropped or closed: the same word as label of a metric, as `reason` of an event and in
                the log. What to do about each is in [troubleshooting](../guide/troubleshooting.md).

                | reason | text | CONNACK (MQTT 3.1.1) | MQTT 5 |
                |---|---|--:|--:|
                """);
        for (Reason reason : Reason.values()) {
            text.append("| `%s` | %s | %s | 0x%02X |\n"
                    .formatted(reason.label(), reason.text(), reason.connackCode(), reason.mqtt5Code()));
        }
        assertFresh("reference/reasons.md", text.toString());
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void troubleshooting_knowsEveryReason(Reason reason) throws IOException {
        assertThat(Files.readString(DOCS.resolve("guide/troubleshooting.md"))).contains("`" + reason.label() + "`");
    }

    @Test
    void links_leadSomewhere() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(".."), 4)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".md"))
                    .filter(each -> !each.toString().contains("/target/"))
                    .toList()) {
                assertLinks(file);
            }
        }
    }

    private static void assertLinks(Path file) throws IOException {
        var links =
                java.util.regex.Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)").matcher(Files.readString(file));
        while (links.find()) {
            if (!links.group(1).contains("://")) {
                assertThat(file.resolveSibling(links.group(1)))
                        .as("a link in " + file)
                        .exists();
            }
        }
    }

    private static String number(int value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static void assertFresh(String name, String expected) throws IOException {
        Path file = DOCS.resolve(name);
        if ("write".equals(System.getProperty("axletree.docs"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, expected);
        }
        assertThat(file)
                .as("write it anew with -Daxletree.docs=write")
                .exists()
                .content()
                .isEqualTo(expected);
    }
}
