package org.axletree.core.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.topic.TopicFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** scaleway.md E7, E8. */
class FilledFiltersTest {
    private static final DeviceIdentity PUMP = new DeviceIdentity("h-1", "MyHub", "d-1", "MyDevice");

    @ParameterizedTest
    @CsvSource({
        "/{{ hub.name }}/{{ device.name }}/#, /MyHub/MyDevice/#",
        "{{hub.id}}/{{  device.id  }}, h-1/d-1",
        "site-{{ device.name }}-x/+, site-MyDevice-x/+",
        "{{ device.name }}{{ device.name }}, MyDeviceMyDevice",
        "}}/{{ hub.name }}, }}/MyHub"
    })
    void e7_variables_areFilledIn(String template, String expected) {
        FilledFilters filled = publish(FilterPolicy.ACCEPT, PUMP, template, "fixed/#");

        assertThat(filled.filters().publish().topics()).hasToString("[" + expected + ", fixed/#]");
        assertThat(filled.filters().subscribe()).isEqualTo(MessageFilter.EVERYTHING);
        assertThat(filled.problems()).isEmpty();
    }

    @Test
    void filtersWithoutVariables_stayAsTheyAre() {
        MessageFilters filters = new MessageFilters(
                new MessageFilter(FilterPolicy.ACCEPT, Arrays.asList(TopicFilter.of("a/{b}"))),
                MessageFilter.EVERYTHING);

        assertThat(FilledFilters.of(filters, PUMP).filters()).isSameAs(filters);
    }

    /** A name must not widen what the device may do. */
    @ParameterizedTest
    @ValueSource(strings = {"+", "#", "a/b", "a+b", "a#", "$SCW", "x$", "/"})
    void e8_valueThatWouldWidenRights_isNotFilledIn(String name) {
        DeviceIdentity device = new DeviceIdentity("h-1", "MyHub", "d-1", name);

        FilledFilters filled = publish(FilterPolicy.ACCEPT, device, "data/{{ device.name }}/#", "fixed");

        assertThat(filled.filters().publish().topics()).hasToString("[fixed]");
        assertThat(filled.problems())
                .containsExactly(
                        "data/{{ device.name }}/#: device.name holds one of + # / $ (expected: a name without)");
    }

    /** To leave it out of a list that rejects would allow what was to be forbidden. */
    @Test
    void e8_valueThatIsNotFilledIn_inAListThatRejects_forbidsAllItMightHaveMeant() {
        DeviceIdentity device = new DeviceIdentity("h-1", "MyHub", "d-1", "a/b");

        FilledFilters filled = publish(FilterPolicy.REJECT, device, "data/x{{ device.name }}/#", "fixed");

        assertThat(filled.filters().publish().topics()).hasToString("[data/#, fixed]");
        assertThat(filled.filters().publish().permitsTopic("data/xa/b/c")).isFalse();
        assertThat(filled.problems()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a/{{ foo }}|variable foo (expected: device.id, device.name, hub.id, hub.name)",
                "a/{{ }}|variable  (expected: device.id, device.name, hub.id, hub.name)",
                "a/{{ device.name|{{ without }} (expected: as in {{ device.name }})",
                "{{ device.name }}/{{ DEVICE.NAME }}|variable DEVICE.NAME"
                        + " (expected: device.id, device.name, hub.id, hub.name)"
            })
    void e8_template_thatIsWrong_isToldOf(String template, String problem) {
        assertThat(TopicTemplate.problemWith(TopicFilter.of(template))).contains(problem);

        FilledFilters filled = publish(FilterPolicy.ACCEPT, PUMP, template, "fixed");
        assertThat(filled.filters().publish().topics()).hasToString("[fixed]");
        assertThat(filled.problems()).containsExactly(template + ": " + problem);
    }

    private static FilledFilters publish(FilterPolicy policy, DeviceIdentity device, String... topics) {
        return FilledFilters.of(
                new MessageFilters(
                        new MessageFilter(
                                policy,
                                Arrays.stream(topics).map(TopicFilter::of).toList()),
                        MessageFilter.EVERYTHING),
                device);
    }
}
