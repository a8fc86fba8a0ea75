package org.axletree.hub.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.PublishedMessage;
import org.junit.jupiter.api.Test;

final class DialectsTest {
    private final Dialects dialects = TestDialects.all();

    @Test
    void dialect_isFoundByItsName() {
        assertThat(dialects.named("scaleway").name()).isEqualTo("scaleway");
        assertThat(dialects.named(ShoutingDialect.NAME)).isInstanceOf(ShoutingDialect.class);
        assertThat(dialects.knows("scaleway")).isTrue();
    }

    /** As after a newer version wrote into the registry. */
    @Test
    void nameThatIsNotKnown_meansADialectThatRefusesEverything() {
        Dialect unknown = dialects.named("martian");
        PublishedMessage message = PublishedMessage.of(PublishedMessage.sender("hub", "pump"), "a");

        assertThat(dialects.knows("martian")).isFalse();
        assertThat(unknown.read(PublishedMessage.sender("hub", "pump"), message))
                .isEqualTo(new Reading.Refused(Reason.INTERNAL_ERROR, true));
        assertThat(unknown.answer(message).refusal()).contains(Reason.INTERNAL_ERROR);
    }

    @Test
    void topicsOfTheHub_areThoseOfAllDialects() {
        assertThat(dialects.isOfTheHub("$SCW/events/error/device/a")).isTrue();
        assertThat(dialects.isOfTheHub("$shout/x")).isTrue();
        assertThat(dialects.isOfTheHub("$SCWx")).isFalse();
        assertThat(dialects.isOfTheHub("SCW/events")).isFalse();
    }

    @Test
    void twoDialectsOfOneName_areAMistake() {
        List<Dialect> twice = List.of(new ShoutingDialect(), new ShoutingDialect());

        assertThatThrownBy(() -> new Dialects(twice))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("dialect shouting is there twice");
    }

    @Test
    void reading_ofEachKind_takesItsOwnBranch() {
        PublishedMessage message = PublishedMessage.of(PublishedMessage.sender("hub", "pump"), "a");

        assertThat(kind(Reading.AS_IS)).isEqualTo("as is");
        assertThat(kind(new Reading.Canonical(message))).isEqualTo("canonical a");
        assertThat(kind(Reading.REQUEST)).isEqualTo("request");
        assertThat(kind(new Reading.Refused(Reason.INVALID_TOPIC, false))).isEqualTo("refused INVALID_TOPIC");
    }

    private static String kind(Reading reading) {
        return reading.fold(
                () -> "as is",
                canonical -> "canonical " + canonical.message().topic(),
                () -> "request",
                refused -> "refused " + refused.reason());
    }
}
