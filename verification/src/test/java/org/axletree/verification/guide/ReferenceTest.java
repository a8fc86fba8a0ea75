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

    /** From outside, unless it says why not. */
    private static final Map<Kept, String> FILLED_BY = Map.ofEntries(
            Map.entry(Kept.STOPPED_LOGIN, "`PasswordAuthenticatorTest` (that it goes on)"),
            Map.entry(Kept.WAITING_LOGIN, "`ComparisonPlacesTest`"),
            Map.entry(Kept.SESSION, "`GreedyDevicesIT` (those of a device), `RoomOfAHubTest` (the room)"),
            Map.entry(Kept.CLEAN_SESSION, "`GreedyDevicesIT` (3,000 of a hub), `LimitsTest`"),
            Map.entry(Kept.SUBSCRIPTION, "`GreedyDevicesIT`, `RoomOfAHubTest`"),
            Map.entry(Kept.LEVEL, "`GreedyDevicesIT`, `RoomOfAHubTest`"),
            Map.entry(Kept.MESSAGE, "`GreedyDevicesIT`, `RoomOfAHubTest`"),
            Map.entry(Kept.RECIPIENT, "`GreedyDevicesIT`"),
            Map.entry(Kept.RETAINED, "`GreedyDevicesIT`, `RoomOfAHubTest`"),
            Map.entry(Kept.FED, "`GreedyDevicesIT` (in a hub without room)"),
            Map.entry(Kept.WILL, "`GreedyDevicesIT`"),
            Map.entry(Kept.PACKET_ID, "`GreedyDevicesIT`, `RoomOfAHubTest`"),
            Map.entry(Kept.TOPIC, "`GreedyDevicesIT`"),
            Map.entry(Kept.OUTSTANDING, "`GreedyDevicesIT`, `LanesTest`"),
            Map.entry(Kept.PART, "`GreedyDevicesIT`"),
            Map.entry(Kept.LANE, "`GreedyDevicesIT`, `CrowdedLanesTest`, `BackPressureIT`"),
            Map.entry(Kept.REQUEST, "`GreedyDevicesIT` (240 MB at full speed), `AskedHubTest` (a session)"),
            Map.entry(Kept.OUTGOING, "`GreedyDevicesIT` (300 MB for each of 50), `DeafPeersTest`"),
            Map.entry(Kept.TRANSIT, "`GreedyDevicesIT` (300 MB for each of 50), `WatermarkTest`"),
            Map.entry(Kept.CHANGE, "`GreedyDevicesIT` (240 MB at full speed)"),
            Map.entry(Kept.REMEMBERED_TOPIC, "`GreedyDevicesIT` (40,000 topics)"),
            Map.entry(
                    Kept.CONNECT_RATE,
                    "`ConnectRatesTest`: from outside it takes more devices than can log in within ten seconds"),
            Map.entry(Kept.EXCHANGE, "`GreedyDevicesIT` (2,000 at once)"),
            Map.entry(
                    Kept.PAST_CONNECTION, "`ConnectionLogTest`: from outside it takes 50,000 logins of 2,500 devices"),
            Map.entry(Kept.REFUSAL, "`NoticeLimitTest`: nothing grows"));

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
                `GreedyDevicesIT` from outside, with a heap of 1 GB, while the devices of another hub go on. Where it does
                not, the column says why.

                | what | bytes | and | bound | filled by |
                |---|--:|---|---|---|
                """);
        assertThat(FILLED_BY).containsOnlyKeys(Kept.values());
        for (Kept kept : Kept.values()) {
            text.append("| %s | %s | %s | %s | %s |\n"
                    .formatted(
                            kept.what(),
                            kept.bytes() == 0 ? "" : number(kept.bytes()),
                            kept.further(),
                            kept.bound(),
                            FILLED_BY.get(kept)));
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
