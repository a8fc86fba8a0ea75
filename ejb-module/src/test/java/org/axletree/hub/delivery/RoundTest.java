package org.axletree.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axletree.hub.PublishedMessage;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.target.Delivery;
import org.axletree.hub.delivery.target.TargetConnection;
import org.axletree.hub.registry.route.DeliveryPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls at once: who makes them, and in what order. */
class RoundTest {
    private static final int CALLS = 4;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Member member =
            new Member(RouteDeliveriesTest.route("route", DeliveryPolicy.STANDARD), null, RouteContents.Content.AS_IS);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /** Whichever they are: none waits for another's while a call is free. */
    @Test
    void asManyDevicesAsThereMayBeCalls_areServedAtOnce() {
        for (int first = 0; first < 50; first++) {
            CountDownLatch all = new CountDownLatch(CALLS);
            Round round = new Round(
                    new Target(some -> {
                        all.countDown();
                        return await(all);
                    }),
                    threads,
                    10);

            round.deliver(IntStream.range(first, first + CALLS)
                    .mapToObj(device -> attempt("device" + device, 0))
                    .toList());

            assertThat(round.retry()).isEmpty();
            assertThat(round.delivered()).isEqualTo(CALLS);
        }
    }

    /** As where a web service takes many messages in a request. One call at a time: of several, the last may find little left. */
    @Test
    void devicesWithLittleToSay_shareACall() {
        ConcurrentLinkedQueue<Integer> sizes = new ConcurrentLinkedQueue<>();
        Round round = new Round(new Target(some -> sizes.add(some.size()), 1), threads, 10);

        round.deliver(IntStream.range(0, 80)
                .mapToObj(device -> attempt("device" + device, 0))
                .toList());

        assertThat(sizes).hasSize(8).containsOnly(10);
        assertThat(round.delivered()).isEqualTo(80);
    }

    @Test
    void deviceWithMuchToSay_isServedFirst_andTheOthersMeanwhile_eachInOrder() {
        List<Attempt> attempts = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            if (number < 10) {
                attempts.add(attempt("few" + number % 2, number));
            }
            attempts.add(attempt("much", number));
        }
        ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
        CountDownLatch others = new CountDownLatch(10);
        Round round = new Round(
                new Target(some -> {
                    some.forEach(message -> heard.add(said(message)));
                    if (some.get(0).origin().id().equals("much")) {
                        return await(others);
                    }
                    others.countDown();
                    return true;
                }),
                threads,
                1);

        round.deliver(attempts);

        assertThat(round.delivered()).isEqualTo(110);
        for (String device : List.of("much", "few0", "few1")) {
            List<String> own =
                    heard.stream().filter(each -> each.startsWith(device + " ")).toList();
            assertThat(own)
                    .containsExactlyElementsOf(attempts.stream()
                            .map(attempt -> said(attempt.message()))
                            .filter(each -> each.startsWith(device + " "))
                            .toList());
        }
    }

    private static String said(LoggedMessage message) {
        return message.origin().id() + " " + message.idLow();
    }

    private static boolean await(CountDownLatch others) {
        try {
            return others.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Attempt attempt(String device, int number) {
        return new Attempt(
                member, LoggedMessage.of(0, number, PublishedMessage.of(PublishedMessage.sender("hub", device), "a")));
    }

    /** Says whether it takes some messages. */
    @FunctionalInterface
    private interface Taking {
        boolean takes(List<LoggedMessage> some);
    }

    private record Target(Taking taking, int parallelism) implements TargetConnection {
        Target(Taking taking) {
            this(taking, CALLS);
        }

        @Override
        public List<Delivery> deliver(List<LoggedMessage> batch) {
            return Delivery.all(batch.size(), taking.takes(batch) ? Delivery.DELIVERED : new Delivery.Retry("no"));
        }

        @Override
        public Optional<String> problem() {
            return Optional.empty();
        }
    }
}
