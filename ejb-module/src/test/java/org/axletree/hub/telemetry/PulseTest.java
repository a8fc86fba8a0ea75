package org.axletree.hub.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

final class PulseTest {
    @Test
    void answers_areThoseOfTheVitals_andAnExceptionIsANo() {
        Pulse pulse = new Pulse(
                List.of(new Simple("well", () -> true), new Simple("ill", () -> false), new Simple("broken", () -> {
                    throw new IllegalStateException("away");
                })),
                Duration.ofMinutes(1));
        assertThat(pulse.answers()).isEmpty();

        pulse.feel();

        assertThat(pulse.answers()).isEqualTo(Map.of("well", true, "ill", false, "broken", false));
    }

    @Test
    void vitalThatHangs_isANo_whileTheOthersKeepTheirAnswer() throws Exception {
        CountDownLatch asked = new CountDownLatch(2);
        CountDownLatch answer = new CountDownLatch(1);
        Pulse pulse = new Pulse(
                List.of(new Simple("well", () -> true), new Simple("slow", () -> {
                    asked.countDown();
                    return asked.getCount() > 0 || awaited(answer);
                })),
                Duration.ZERO);
        pulse.feel();
        assertThat(pulse.answers()).isEqualTo(Map.of("well", true, "slow", true));

        Thread second = new Thread(pulse::feel);
        second.start();
        asked.await();
        assertThat(pulse.answers()).isEqualTo(Map.of("well", true, "slow", false));
        pulse.feel(); // returns at once, although the other is still asking
        answer.countDown();
        second.join();

        assertThat(pulse.answers()).isEqualTo(Map.of("well", true, "slow", true));
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException interrupted) {
            return false;
        }
    }

    private record Simple(String name, BooleanSupplier answer) implements Vital {
        @Override
        public boolean answers() {
            return answer.getAsBoolean();
        }
    }
}
