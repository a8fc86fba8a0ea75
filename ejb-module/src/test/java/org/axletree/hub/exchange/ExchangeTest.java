package org.axletree.hub.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axletree.core.door.Sender;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.PublishedMessage;
import org.axletree.hub.dispatch.RouteTables;
import org.axletree.hub.door.RecordingLine;
import org.axletree.hub.door.TestDoors;
import org.axletree.hub.registry.route.RoutesInMemory;
import org.junit.jupiter.api.Test;

final class ExchangeTest {
    private static final Sender NETWORK = new Sender.Network("hub", "My hub", "n", "rest");

    private final RoutesInMemory directory = new RoutesInMemory();
    private final RouteTables routes = new RouteTables(directory);
    private final RecordingCommit commit = new RecordingCommit();
    private final RecordingLine line = new RecordingLine();
    private final TestExchange exchange = new TestExchange(routes, commit, new TestDoors(line));

    @Test
    void message_thatNoRouteWants_isSaidAtOnce() {
        assertThat(publish(NETWORK, "a")).isCompletedWithValue(Outcome.PUBLISHED);

        assertThat(line.told).containsExactly("publish hub a");
        assertThat(commit.committed).isEmpty();
    }

    @Test
    void message_isSaid_onlyAfterItsRoutesHaveCommittedIt() {
        route("a/#");
        exchange.waiting();

        CompletableFuture<Outcome> outcome = publish(NETWORK, "a/b");
        assertThat(outcome).isNotDone();
        assertThat(line.told).isEmpty();

        exchange.proceed();
        assertThat(outcome).isCompletedWithValue(Outcome.PUBLISHED);
        assertThat(commit.committed).singleElement().satisfies(routed -> {
            assertThat(routed.publication().sender()).isEqualTo(NETWORK);
            assertThat(routed.publication().topic()).isEqualTo("a/b");
        });
        assertThat(line.told).containsExactly("publish hub a/b");
    }

    @Test
    void messagesThatWait_areCommittedTogether_inOrder() {
        route("a/#");
        exchange.waiting();
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < CommitQueue.BATCH + 1; i++) {
            outcomes.add(publish(NETWORK, "a/" + i));
        }
        exchange.proceed();

        assertThat(commit.sizes).containsExactly(CommitQueue.BATCH, 1);
        assertThat(line.told).startsWith("publish hub a/0", "publish hub a/1").hasSize(CommitQueue.BATCH + 1);
        assertThat(outcomes).allMatch(outcome -> outcome.join() == Outcome.PUBLISHED);
    }

    @Test
    void routeThatCannotTakeIt_isToldToWhoeverPublishes_andNobodyHearsTheMessage() {
        route("a/#");
        commit.takes = false;

        assertThat(publish(NETWORK, "a/b")).isCompletedWithValue(new Outcome.Refused(Reason.ROUTE_UNAVAILABLE));
        assertThat(line.told).isEmpty();
    }

    @Test
    void doorThatIsTooBusy_isTold_andWhetherTheRoutesHaveIt() {
        route("a/#");
        line.takes = false;

        assertThat(publish(NETWORK, "b")).isCompletedWithValue(new Outcome.Refused(Reason.BUSY));
        assertThat(publish(NETWORK, "a/b")).isCompletedWithValue(new Outcome.Refused(Reason.BUSY, true));
    }

    @Test
    void device_isFiltered_andReadInItsDialect_asAtADoor() {
        MessageFilters filters = new MessageFilters(
                new MessageFilter(FilterPolicy.ACCEPT, List.of(TopicFilter.of("ok"))), MessageFilter.EVERYTHING);
        Sender device = PublishedMessage.sender("hub", "pump", filters);

        assertThat(publish(device, "ok")).isCompletedWithValue(Outcome.PUBLISHED);
        assertThat(publish(device, "bad")).isCompletedWithValue(new Outcome.Refused(Reason.TOPIC_UNAUTHORIZED));
        assertThat(publish(PublishedMessage.sender("hub", "pump"), "$SCW/twins/me/a/get"))
                .isCompletedWithValue(new Outcome.Refused(Reason.TOPIC_UNAUTHORIZED));
    }

    @Test
    void oneHub_getsAQuarterOfTheRoom_andTheOthersTheRest() {
        route("a/#");
        directory.put("other", "r2", "#", "queue 2");
        routes.reload("other");
        exchange.waiting();
        for (int i = 0; i < CommitQueue.MOST_MESSAGES_PER_HUB; i++) {
            assertThat(publish(NETWORK, "a/b")).isNotDone();
        }

        assertThat(publish(NETWORK, "a/b")).isCompletedWithValue(new Outcome.Refused(Reason.BUSY));
        assertThat(publish(new Sender.Hub("other", "Other"), "a/b")).isNotDone();
        exchange.proceed();
        assertThat(publish(NETWORK, "a/b")).isNotDone();
    }

    @Test
    void whatWaits_whenTheHubStops_isRefused() {
        route("a/#");
        exchange.waiting();
        CompletableFuture<Outcome> outcome = publish(NETWORK, "a/b");

        exchange.end();

        assertThat(outcome).isCompletedWithValue(new Outcome.Refused(Reason.SHUTTING_DOWN));
    }

    private void route(String topic) {
        directory.put("hub", "r1", topic, "queue 1");
        routes.reload("hub");
    }

    private CompletableFuture<Outcome> publish(Sender sender, String topic) {
        return exchange.publish(sender, new HubMessage(topic, Qos.AT_LEAST_ONCE, false, 1, new byte[] {1}))
                .toCompletableFuture();
    }
}
