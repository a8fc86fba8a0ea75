package org.axletree.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.delivery.target.Delivery;
import org.axletree.hub.registry.route.DeliveryPolicy;
import org.axletree.hub.registry.route.Route;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of targets that fail, and how often. */
class FailureStateTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<String> told = new ArrayList<>();
    private long now = -SECOND; // as good a beginning as any
    private final FailureState state = new FailureState(new Told(), () -> now);

    @BeforeEach
    void know() {
        state.settings(List.of(RouteDeliveriesTest.route("route", DeliveryPolicy.STANDARD)));
    }

    @Test
    void failure_isToldWhenItBegins_onceAMinuteWhileItLasts_andWhenItIsOver() {
        for (int second = 0; second <= 130; second++) {
            fails("away");
            now += SECOND;
        }
        state.works();

        assertThat(told).containsExactly("away 1", "away 1", "away 1", "works");
    }

    @Test
    void targetThatComesAndGoes_isToldOfThreeTimesAMinute_andThenHowOften() {
        for (int second = 0; second < 59; second++) {
            fails("first");
            fails("again");
            state.works();
            now += SECOND;
        }
        assertThat(told).containsExactly("first 1", "works", "first 1", "works", "first 1", "works");

        told.clear();
        now += 10 * SECOND;
        fails("at last");
        fails("still");
        state.works();
        fails("once more");
        assertThat(told).containsExactly("at last 57", "works", "once more 1");
    }

    @Test
    void failureThatLasts_isToldInTheEnd_howeverOftenTheTargetCameAndWentBefore() {
        for (int i = 0; i < 3; i++) {
            fails("short");
            state.works();
        }
        told.clear();
        for (int second = 0; second < 62; second++) {
            fails("long");
            now += SECOND;
        }
        assertThat(told).containsExactly("long 1");
        assertThat(state.fails()).isTrue();
        state.works();
        assertThat(told).containsExactly("long 1", "works");
    }

    private void fails(String why) {
        state.fails(new Delivery.Retry(why), DeliveryPolicy.STANDARD, false, false);
    }

    private final class Told implements DeliveryListener {
        @Override
        public void fails(Route route, String error, long times) {
            told.add(error + " " + times);
        }

        @Override
        public void works(Route route) {
            told.add("works");
        }

        @Override
        public void committed(List<RoutedPublication> messages) {}

        @Override
        public void settled(Route route, int delivered, List<Death> dead) {}

        @Override
        public void givenUp(Route route, int messages) {}

        @Override
        public void refused(Route route, Reason reason, String topic) {}
    }
}
