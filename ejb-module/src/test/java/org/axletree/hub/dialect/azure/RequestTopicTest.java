package org.axletree.hub.dialect.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTopicTest {

    @ParameterizedTest
    @CsvSource({
        "?$rid=7&$version=3, 7, 3",
        "?$version=3&$rid=7, 7, 3",
        "?%24rid=7&%24version=3, 7, 3",
        "?$rid=7&$version=x, 7, -1",
        "?$rid=%24, %24, "
    })
    void report_namesItsRequestAndTheVersionItIsFor(String query, String requestId, Long version) {
        assertThat(RequestTopic.of("$iothub/twin/PATCH/properties/reported/" + query))
                .hasValue(new RequestTopic(
                        RequestTopic.Kind.REPORT,
                        requestId,
                        version == null ? OptionalLong.empty() : OptionalLong.of(version),
                        0));
    }
}
