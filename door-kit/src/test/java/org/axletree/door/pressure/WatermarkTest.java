package org.axletree.door.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatermarkTest {
    private final List<String> told = new ArrayList<>();

    private final class Held implements Sender {
        private final String name;

        Held(String name) {
            this.name = name;
        }

        @Override
        public void hold(Watermark by) {
            by.hold(this);
        }

        @Override
        public void letGo(Watermark by) {
            told.add(name);
        }
    }

    @Test
    void senders_areHeldUntilHalfIsGone() {
        Watermark watermark = new Watermark(4, 1_000);
        for (int i = 0; i < 4; i++) {
            watermark.add(1);
        }
        assertThat(watermark.isHigh()).isTrue();
        new Held("a").hold(watermark);
        new Held("b").hold(watermark);
        assertThat(watermark.holds()).isEqualTo(2);
        watermark.remove(1, 1);
        assertThat(told).isEmpty();
        watermark.remove(1, 1);
        assertThat(told).containsExactly("a", "b");
        watermark.remove(1, 1);
        assertThat(told).hasSize(2);
    }

    @Test
    void bytes_countAsMessagesDo() {
        Watermark watermark = new Watermark(100, 1_000);
        watermark.add(1_000);
        assertThat(watermark.isHigh()).isTrue();
        assertThat(watermark.isFlooded()).isFalse();
        watermark.add(1_000);
        assertThat(watermark.isFlooded()).isTrue();
    }

    @Test
    void sender_heldWhenAllIsGone_isLetGoAtOnce() {
        new Held("late").hold(new Watermark(4, 1_000));
        assertThat(told).containsExactly("late");
    }

    @Test
    void watermarkWithoutALimitOfBytes_isNeverFloodedByThem() {
        Watermark watermark = new Watermark(1, Long.MAX_VALUE);
        watermark.add(0);
        assertThat(watermark.isHigh()).isTrue();
        assertThat(watermark.isFlooded()).isFalse();
    }

    @Test
    void sender_thatHasGone_isForgotten() {
        Watermark watermark = new Watermark(1, 1_000);
        watermark.add(1);
        Held gone = new Held("gone");
        gone.hold(watermark);
        watermark.forget(gone);
        watermark.remove(1, 1);
        assertThat(told).isEmpty();
    }
}
