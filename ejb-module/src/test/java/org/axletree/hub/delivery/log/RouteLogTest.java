package org.axletree.hub.delivery.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.axletree.core.door.Durability;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.UserProperty;
import org.axletree.core.outcome.Enqueueing;
import org.axletree.core.outcome.Reason;
import org.axletree.core.route.RouteSet;
import org.axletree.hub.PublishedMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteLogTest {
    private static final int NEVER_DEAD = 0;

    @TempDir
    private Path directory;

    private LogBounds bounds = new LogBounds(1 << 30, 1 << 30, 1 << 20, 10, 1 << 20);
    private RouteLog log;

    @BeforeEach
    void open() throws IOException {
        log = RouteLog.open(directory, Durability.PROCESS, bounds);
    }

    @AfterEach
    void close() throws IOException {
        log.close();
    }

    @Test
    void message_isThereForEachOfItsRoutes_withAllItSays() throws IOException {
        PublishedMessage said = PublishedMessage.of(PublishedMessage.sender("hub", "pump"), "a/b")
                .with(new byte[] {1, 2})
                .with(new MessageProperties(
                        true,
                        "text/plain",
                        "answers",
                        new byte[] {3},
                        OptionalLong.of(60),
                        List.of(new UserProperty("n", "v"))))
                .retained();
        log.append(List.of(new RoutedPublication(said, RouteSet.of("hub", List.of("one", "two")))));
        reopen();

        for (String route : List.of("one", "two")) {
            LoggedMessage message = log.cursor("hub", route).peek(10).get(0).message();
            assertThat(message)
                    .usingRecursiveComparison()
                    .ignoringFields("idHigh", "idLow")
                    .isEqualTo(LoggedMessages.of(said));
        }
        assertThat(log.cursor("hub", "one").peek(1).get(0).message().id())
                .isEqualTo(log.cursor("hub", "two").peek(1).get(0).message().id());
    }

    @Test
    void message_forTenRoutes_isOneCommit_andStoredOnce() throws IOException {
        String[] ten = IntStream.range(0, 10).mapToObj(i -> "route-" + i).toArray(String[]::new);
        append(0, 1, ten);
        long before = log.commits();

        append(1, 2, ten);

        assertThat(log.commits()).isEqualTo(before + 1);
        for (String route : ten) {
            assertThat(payloads(route)).containsExactly(0, 1);
        }
        assertThat(records().stream().filter(kind -> kind == LogKeys.block(1)[0]))
                .as("blocks, of which each has one message")
                .hasSize(2);
    }

    @Test
    void routes_followAtTheirOwnPace_alsoOverARestart() throws IOException {
        append(0, 10, "one", "two");
        settle("one", 7);
        settle("two", 3);
        reopen();

        assertThat(payloads("one")).containsExactly(7, 8, 9);
        assertThat(payloads("two")).containsExactly(3, 4, 5, 6, 7, 8, 9);
        assertThat(log.sizeOf("one").orElseThrow().messages()).isEqualTo(3);
    }

    @Test
    void message_thatEveryRouteHas_leavesNothingBehind() throws IOException {
        append(0, 10, "one", "two");
        settle("one", 10);
        settle("two", 10);

        assertThat(log.sizeOf("one")).contains(BacklogSize.EMPTY);
        assertThat(records()).containsOnly(LogKeys.IDENTITY[0], LogKeys.OPEN[0], LogKeys.RESERVED[0]);
    }

    @Test
    void backlog_beyondItsMemory_isReadFromTheDisk_inOrder() throws IOException {
        for (int i = 0; i < 300; i++) {
            log.append(List.of(said("pump", i, new byte[20_000], "one")));
        }

        List<Integer> seen = new ArrayList<>();
        RouteCursor cursor = log.cursor("hub", "one");
        for (List<PlacedMessage> next = cursor.peek(7); !next.isEmpty(); next = cursor.peek(7)) {
            next.forEach(message -> seen.add(number(message.message())));
            cursor.settle(next.size(), List.of());
        }
        assertThat(seen).isEqualTo(IntStream.range(0, 300).boxed().toList());
    }

    /** Routes a/# and a/b: what goes to both must not be overtaken by what goes to one. */
    @Test
    void device_whoseMessagesGoToDifferentSets_isInOrderInEachRoute() throws IOException {
        List<RoutedPublication> batch = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            batch.add(i % 3 == 0 ? said("pump", i, new byte[1], "one", "two") : said("pump", i, new byte[1], "one"));
        }
        log.append(batch);

        assertThat(payloads("one")).isEqualTo(IntStream.range(0, 50).boxed().toList());
        assertThat(payloads("two"))
                .isEqualTo(
                        IntStream.range(0, 50).filter(i -> i % 3 == 0).boxed().toList());
    }

    /** What a full route gets is committed, for its neighbours' sake; but who said it is to wait. */
    @Test
    void fullBacklog_holdsItsSenders_andNoOthers() throws IOException {
        log.cursor("hub", "full").follow(new BacklogBound(5, true), () -> {});
        append(0, 3, "full");

        Enqueueing answer = log.append(List.of(
                said("pump", 3, new byte[1], "full", "other"),
                said("pump", 4, new byte[1], "other"),
                said("pump", 5, new byte[1], "full"),
                said("pump", 6, new byte[1], "full", "other"),
                said("pump", 7, new byte[1], "other")));

        assertThat(answer).isEqualTo(held(3));
        assertThat(payloads("other")).containsExactly(3, 4, 6, 7);
        assertThat(payloads("full")).containsExactly(0, 1, 2, 3, 5, 6);
        RouteSet both = RouteSet.of("hub", List.of("full", "other"));
        assertThat(log.areOverfull(both)).isTrue();
        assertThat(log.areOverfull(RouteSet.of("hub", List.of("other")))).isFalse();
        assertThat(log.append(List.of(said("pump", 8, new byte[1], "other")))).isEqualTo(Enqueueing.ENQUEUED);
        settle("full", 1);
        assertThat(log.areOverfull(both)).isFalse();
    }

    @Test
    void fullBacklog_takesNothingOfWhoCannotBeHeld() throws IOException {
        log.cursor("hub", "full").follow(new BacklogBound(5, true), () -> {});
        append(0, 5, "full");

        assertThat(log.offer(List.of(said("network", 6, new byte[1], "full", "other"))))
                .isEqualTo(new Enqueueing.Postponed(Reason.ROUTE_BACKLOG_FULL));
        assertThat(payloads("other")).isEmpty();
    }

    private static Enqueueing held(int... places) {
        BitSet held = new BitSet();
        Arrays.stream(places).forEach(held::set);
        return new Enqueueing.Held(held, Reason.ROUTE_BACKLOG_FULL);
    }

    @Test
    void fullBacklog_thatDropsItsOldest_namesHowMany() throws IOException {
        RouteCursor cursor = log.cursor("hub", "full");
        cursor.follow(new BacklogBound(5, false), () -> {});
        append(0, 8, "full");

        assertThat(cursor.excess()).isEqualTo(3);
        cursor.settle(3, List.of());
        assertThat(payloads("full")).containsExactly(3, 4, 5, 6, 7);
    }

    @Test
    void backlogOfTooManyBytes_isFull_howeverFewMessagesTheyAre() throws IOException {
        RouteCursor cursor = log.cursor("hub", "full");
        cursor.follow(new BacklogBound(1_000, 25_000, true), () -> {});
        for (int i = 0; i < 3; i++) {
            log.append(List.of(said("pump", i, new byte[10_000], "full")));
        }
        RouteSet full = RouteSet.of("hub", List.of("full"));

        assertThat(log.areOverfull(full)).isTrue();
        assertThat(log.append(List.of(said("pump", 3, new byte[1], "full")))).isEqualTo(held(0));
        cursor.follow(new BacklogBound(1_000, 25_000, false), () -> {});
        assertThat(cursor.excess()).isEqualTo(1);
        cursor.peek(1);
        cursor.settle(1, List.of());
        assertThat(cursor.excess()).isZero();
        assertThat(payloads("full")).containsExactly(1, 2, 3);
    }

    @Test
    void hubThatUsesUpItsShare_waits_andOthersDoNot() throws IOException {
        bounds = new LogBounds(1 << 30, 100_000, 1 << 20, 10, 1 << 20);
        reopen();
        for (int i = 0; i < 10; i++) {
            log.append(List.of(said("pump", i, new byte[10_000], "one")));
        }

        assertThat(log.append(List.of(said("pump", 11, new byte[1], "one"))))
                .isEqualTo(new Enqueueing.Postponed(Reason.ROUTE_LOG_FULL));
        assertThat(log.append(List.of(new RoutedPublication(
                        PublishedMessage.of(PublishedMessage.sender("other", "pump"), "a"),
                        RouteSet.of("other", List.of("theirs"))))))
                .isEqualTo(Enqueueing.ENQUEUED);
        settle("one", 10);
        assertThat(log.append(List.of(said("pump", 11, new byte[1], "one")))).isEqualTo(Enqueueing.ENQUEUED);
    }

    @Test
    void restartInOrder_marksNothing() throws IOException {
        append(0, 3, "one");
        reopen();

        assertThat(log.cursor("hub", "one").peek(3))
                .noneMatch(message -> message.message().repeated());
    }

    @Test
    void deletedRoute_leavesNothingBehind_andOthersKeepTheirs() throws IOException {
        append(0, 10, "one", "two");
        settle("one", 4);
        bury("one", 1);
        log.drop("one");
        reopen();

        assertThat(log.sizeOf("one")).isEmpty();
        assertThat(log.deadLetters().messagesOf("one")).isZero();
        assertThat(payloads("two")).hasSize(10);
        settle("two", 10);
        assertThat(records()).containsOnly(LogKeys.IDENTITY[0], LogKeys.OPEN[0], LogKeys.RESERVED[0]);
    }

    @Test
    void deadLetter_isListed_replayedUnderItsIdentifier_andDeleted() throws IOException {
        append(0, 3, "one");
        String id = log.cursor("hub", "one").peek(1).get(0).message().id();
        bury("one", 3);
        reopen();

        assertThat(log.deadLetters().list("one", 1, 1))
                .extracting(letter -> number(letter.message()))
                .containsExactly(1);
        assertThat(log.deadLetters().replay("one", id::equals)).isEqualTo(1);
        assertThat(log.cursor("hub", "one").peek(9))
                .extracting(message -> message.message().id())
                .containsExactly(id);
        assertThat(log.deadLetters().delete("one", letter -> true)).isEqualTo(2);
        assertThat(log.deadLetters().messagesOf("one")).isZero();
    }

    @Test
    void deadLetters_tooMany_theOldestMakeRoom() throws IOException {
        append(0, 12, "one");
        bury("one", 12);

        assertThat(log.deadLetters().messagesOf("one")).isEqualTo(10);
        assertThat(number(log.deadLetters().list("one", 0, 1).get(0).message())).isEqualTo(2);
    }

    @Test
    void identifiers_areNeverUsedTwice() throws IOException {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            append(0, 100, "one");
            log.cursor("hub", "one").peek(100).forEach(message -> assertThat(
                            seen.add(message.message().id()))
                    .isTrue());
            settle("one", 100);
            reopen();
        }
    }

    private void reopen() throws IOException {
        log.close();
        open();
    }

    private void append(int from, int upTo, String... routes) {
        List<RoutedPublication> batch = new ArrayList<>();
        for (int i = from; i < upTo; i++) {
            batch.add(said("pump", i, new byte[1], routes));
        }
        assertThat(log.append(batch)).isEqualTo(Enqueueing.ENQUEUED);
    }

    private static RoutedPublication said(String device, int number, byte[] padding, String... routes) {
        byte[] payload = Arrays.copyOf((number + " ").getBytes(), 4 + padding.length);
        return new RoutedPublication(
                PublishedMessage.of(PublishedMessage.sender("hub", device), "a").with(payload),
                RouteSet.of("hub", List.of(routes)));
    }

    private void settle(String route, int messages) throws IOException {
        log.cursor("hub", route).peek(messages);
        log.cursor("hub", route).settle(messages, List.of());
    }

    private void bury(String route, int messages) throws IOException {
        List<Burial> dead = log.cursor("hub", route).peek(messages).stream()
                .map(message -> new Burial(route, message.message(), 0, NEVER_DEAD, "too large"))
                .toList();
        log.cursor("hub", route).settle(messages, dead);
    }

    private List<Integer> payloads(String route) throws IOException {
        return log.cursor("hub", route).peek(1_000).stream()
                .map(message -> number(message.message()))
                .toList();
    }

    private static int number(LoggedMessage message) {
        String text = new String(message.payload());
        return Integer.parseInt(text.substring(0, text.indexOf(' ')));
    }

    /** The kinds of all records. */
    private List<Byte> records() throws IOException {
        log.close();
        List<Byte> kinds = new ArrayList<>();
        try (LogDatabase database = LogDatabase.open(directory, Durability.PROCESS)) {
            database.write(batch -> batch.put(LogKeys.OPEN, new byte[0]));
            database.scan(new byte[0], 0, (key, value) -> kinds.add(key[0]) || true);
        }
        open();
        return kinds;
    }
}
