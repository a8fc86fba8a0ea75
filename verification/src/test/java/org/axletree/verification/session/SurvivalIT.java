package org.axletree.verification.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.DurableLine;
import org.axletree.verification.harness.DurablePublisher;
import org.axletree.verification.harness.DurableSubscriber;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.Fleet.Device;
import org.axletree.verification.harness.MqttLine;
import org.axletree.verification.harness.Packet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 3: the process is killed in the middle of QoS 1 and QoS 2 traffic; sessions, retained messages and wills survive. */
class SurvivalIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MESSAGES = 10_000;
    private static final int ENOUGH_TO_KILL = 1_500;
    /** However late the test sees that it is enough, the traffic is not over. */
    private static final int MOST_BEFORE = MESSAGES / 2;

    /** A publisher and a subscriber of one quality of service. */
    private static final class Pair {
        final int qos;
        final Device from;
        final Device to;
        final DurablePublisher publisher;
        final DurableSubscriber subscriber = new DurableSubscriber(MESSAGES);

        Pair(int qos, Fleet fleet, Fleet.Hub hub) {
            this.qos = qos;
            from = fleet.insecureDevice(hub);
            to = fleet.insecureDevice(hub);
            publisher = new DurablePublisher("traffic/" + qos, qos, MESSAGES);
        }

        /** Both go on until everything is said and heard, or the server is gone. */
        CompletableFuture<Void> run(AxletreeProcess hub, boolean again) {
            DurableLine in = DurableLine.open(hub, to);
            DurableLine out = DurableLine.open(hub, from);
            assertThat(List.of(in.sessionPresent(), out.sessionPresent())).containsExactly(again, again);
            if (!again) {
                in.subscribe("traffic/" + qos, qos);
            }
            int most = again ? MESSAGES : MOST_BEFORE;
            return CompletableFuture.allOf(
                            CompletableFuture.runAsync(() -> subscriber.run(in), Pair::onAThreadOfItsOwn),
                            CompletableFuture.runAsync(() -> publisher.run(out, most), Pair::onAThreadOfItsOwn))
                    .whenComplete((nothing, problem) -> {
                        in.close();
                        out.close();
                    });
        }

        /** The pool that is there by default may be smaller than those who wait in it. */
        private static void onAThreadOfItsOwn(Runnable run) {
            new Thread(run).start();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"process", "disk"})
    void kill9_inTheMiddleOfTraffic_losesNothingAndRepeatsNothingOfQos2(String durability) {
        Axletree axletree = Axletree.fresh().with("AXLETREE_DURABILITY", durability);
        Fleet fleet;
        List<Pair> pairs;
        Device mourner;
        Fleet.Hub home;
        DurableLine lost;
        try (AxletreeProcess first = axletree.start()) {
            fleet = first.fleet();
            home = fleet.hub();
            pairs = List.of(new Pair(1, fleet, home), new Pair(2, fleet, home));
            mourner = fleet.insecureDevice(home);
            Device doomed = fleet.insecureDevice(home);
            DurableLine.open(first, mourner).subscribe("will/#", 1).close();
            lost = DurableLine.openWithWill(first, doomed, "will/1", "the server died");
            try (MqttLine line = MqttLine.plain(first).open(fleet.insecureDevice(home))) {
                line.retain("kept/1", "over the end");
            }
            List<CompletableFuture<Void>> traffic =
                    pairs.stream().map(pair -> pair.run(first, false)).toList();
            await().atMost(PATIENCE)
                    .until(() -> pairs.stream().anyMatch(pair -> pair.publisher.acknowledged() > ENOUGH_TO_KILL));
            first.kill9();
            traffic.forEach(SurvivalIT::assertThatTheServerWasMissed);
        }
        lost.close();
        try (AxletreeProcess second = axletree.start()) {
            Books.assertThatNobodyIsConnected(second, home, 7);
            List<CompletableFuture<Void>> traffic =
                    pairs.stream().map(pair -> pair.run(second, true)).toList();
            traffic.forEach(CompletableFuture::join);
            List<Integer> everything = IntStream.range(0, MESSAGES).boxed().toList();
            assertThat(pairs.get(0).subscriber.heard()).as("QoS 1").containsAll(everything);
            assertThat(pairs.get(1).subscriber.heard()).as("QoS 2").isEqualTo(everything);
            assertThatItIsKept(second, mourner);
        }
    }

    private static void assertThatTheServerWasMissed(CompletableFuture<Void> traffic) {
        try {
            traffic.join();
            throw new AssertionError("the traffic was over before the server was killed");
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(UncheckedIOException.class);
        }
    }

    private static void assertThatItIsKept(AxletreeProcess hub, Device mourner) {
        try (MqttLine line = MqttLine.plain(hub).resume(mourner)) {
            assertThat(line.message(PATIENCE).map(Packet::text)).contains("the server died");
            assertThat(line.subscribe("kept/#")).containsExactly(1);
            Packet kept = line.message(PATIENCE).orElseThrow();
            assertThat(kept.text()).isEqualTo("over the end");
            assertThat(kept.flags() & 1).as("retain").isEqualTo(1);
        }
    }
}
