package org.axletree.core.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.axletree.core.outcome.Reason;
import org.junit.jupiter.api.Test;

class NoticeTest {
    @Test
    void packet_longerThanTheLimit_isCut() {
        Notice notice = new Notice("h", "d", Reason.TOPIC_UNAUTHORIZED, "PUBLISH " + "x".repeat(70_000), "127.0.0.1:1");
        assertThat(notice.packet()).hasSize(512).startsWith("PUBLISH x").endsWith("…");
    }
}
