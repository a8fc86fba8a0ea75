package org.axletree.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RouteMessageTest {
    @ParameterizedTest
    @CsvSource({
        "trace, mqtt_trace",
        "content-type, mqtt_content_type",
        "a b.c, mqtt_a_b_c",
        "'', mqtt_",
        "1st, mqtt_1st",
        "größe, mqtt_größe",
    })
    void propertyName_ofAUserProperty_isAJavaIdentifier(String userProperty, String name) {
        assertThat(RouteMessage.propertyName(userProperty)).isEqualTo(name);
        assertThat(name.chars().allMatch(Character::isJavaIdentifierPart)).isTrue();
    }
}
