package org.axletree.hub.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProgramDeedsTest {
    private static final long HOUR = 3_600_000;
    private static final Caller PROGRAM =
            new Caller(Caller.Kind.TOKEN, "back-end", "1", Role.OPERATOR, Optional.empty(), "192.0.2.1:1");
    private static final Caller PERSON = Caller.person("ada", "2", Role.OPERATOR, Optional.empty(), "192.0.2.1:1");

    private final ProgramDeeds deeds = new ProgramDeeds();

    private OptionalLong sent(Caller caller, String hub, long now) {
        return deeds.untoldBefore(caller, "sent", hub, "command", now);
    }

    @Test
    void whatAProgramSends_isWrittenOnceAnHour_withTheNumberOfTheOthers() {
        assertThat(sent(PROGRAM, "h", 0)).hasValue(0);
        assertThat(IntStream.range(0, 1_000).mapToObj(each -> sent(PROGRAM, "h", HOUR - 1)))
                .allMatch(OptionalLong::isEmpty);
        assertThat(sent(PROGRAM, "h", HOUR)).hasValue(1_000);
        assertThat(sent(PROGRAM, "h", 2 * HOUR)).hasValue(0);
    }

    @Test
    void otherHubs_otherPrograms_andOtherDeeds_areWritten() {
        assertThat(sent(PROGRAM, "h", 0)).hasValue(0);

        assertThat(sent(PROGRAM, "g", 0)).hasValue(0);
        assertThat(sent(Caller.ownToken("192.0.2.1:1"), "h", 0)).hasValue(0);
        assertThat(deeds.untoldBefore(PROGRAM, "sent", "h", "message", 0)).hasValue(0);
        assertThat(deeds.untoldBefore(PROGRAM, "updated", "h", "command", 0)).hasValue(0);
        assertThat(deeds.untoldBefore(PROGRAM, "updated", "h", "command", 0)).hasValue(0);
    }

    @Test
    void whatAPersonSends_isWrittenEachTime() {
        assertThat(sent(PERSON, "h", 0)).hasValue(0);
        assertThat(sent(PERSON, "h", 0)).hasValue(0);
    }

    @Test
    void whatWasNotCommitted_isWrittenWithTheNext() {
        assertThat(sent(PROGRAM, "h", 0)).hasValue(0);
        deeds.forget(PROGRAM);
        assertThat(sent(PROGRAM, "h", 1)).hasValue(0);
    }
}
