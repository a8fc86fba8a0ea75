package org.axletree.hub.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnrichmentTest {
    @Test
    void places_areFilled_andWhatIsUnknownIsLeftOut() {
        Enrichment enrichment = new Enrichment(Map.of(
                "site", "{{ hub.name }}/{{twin.place.room}}", "fixed", "as it is", "owner", "{{ twin.place.owner }}"));
        Map<String, String> known = Map.of("hub.name", "plant $1", "twin.place.room", "7");

        assertThat(enrichment.problem()).isEmpty();
        assertThat(enrichment.fill(place -> Optional.ofNullable(known.get(place))))
                .isEqualTo(Map.of("site", "plant $1/7", "fixed", "as it is"));
        assertThat(new Enrichment(Map.of("long", "{{ hub.name }}")).fill(place -> Optional.of("x".repeat(1_001))))
                .isEmpty();
    }

    @Test
    void texts_thatCannotBeAdded_areRefused() {
        assertThat(problem("message_id", "x")).contains("has a name that cannot be used");
        assertThat(problem("Site", "x")).contains("has a name that cannot be used");
        assertThat(problem("site", "{{ device.secret }}")).startsWith("site: no such place");
        assertThat(problem("site", "{{ twin.place }}")).startsWith("site: no such place");
        assertThat(problem("site", "{{ hub.name")).startsWith("site: has a brace");
        assertThat(problem("site", "two\nlines")).contains("control character");
    }

    private static String problem(String name, String text) {
        return new Enrichment(Map.of(name, text)).problem().orElse("");
    }
}
