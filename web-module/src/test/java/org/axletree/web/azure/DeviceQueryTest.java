package org.axletree.web.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceQueryTest {
    private static final JsonObject TWIN =
            json("{\"deviceId\":\"pump\",\"status\":\"enabled\",\"tags\":{\"site\":\"o'north\","
                    + "\"floor\":3,\"spare\":false},\"properties\":{\"desired\":{\"rate\":2.5}}}");

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    @Test
    void query_withoutCondition_wantsAll() {
        assertThat(DeviceQuery.parse("select * from devices ;").twin().test(TWIN))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "deviceId = 'pump' | true",
                "deviceId = 'Pump' | false",
                "tags.site = 'o''north' | true",
                "tags.site = \"o'north\" | true",
                "tags.floor > 2 AND tags.floor <= 3 | true",
                "tags.floor != 3 | false",
                "tags.attic != 3 | true",
                "tags.attic = 3 | false",
                "tags.spare = false | true",
                "properties.desired.rate = 2.50 | true",
                "status = 'disabled' OR deviceId = 'pump' | true",
                "NOT status = 'disabled' | true",
                "status = 'disabled' AND deviceId = 'x' OR tags.floor = 3 | true",
                "status = 'disabled' AND (deviceId = 'x' OR tags.floor = 3) | false",
                "deviceId IN ['a', 'pump'] | true",
                "deviceId in ('a', 'b') | false",
                "is_defined(tags.floor) AND NOT is_defined(tags.attic) | true"
            })
    void condition_isTrueOrNot(String condition, boolean expected) {
        assertThat(DeviceQuery.parse("SELECT * FROM devices WHERE " + condition)
                        .twin()
                        .test(TWIN))
                .isEqualTo(expected);
    }

    /** Those alone are read, however many the hub has. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "deviceId = 'pump' | pump",
                "deviceId = 'pump' AND tags.floor = 3 | pump",
                "tags.floor = 3 AND deviceId = 'pump' | pump",
                "deviceId IN ['a', 'pump'] OR (deviceId = 'b' AND status = 'enabled') | a,b,pump",
                "deviceId = 'it''s' | it's",
                "deviceId = 'pump' OR tags.floor = 3 | any",
                "NOT deviceId = 'pump' | any",
                "deviceId != 'pump' | any",
                "deviceId > 'pump' | any",
                "tags.deviceId = 'pump' | any",
                "deviceId = 3 | any"
            })
    void condition_namesItsDevices(String condition, String expected) {
        assertThat(DeviceQuery.parse("SELECT * FROM devices WHERE " + condition)
                        .devices()
                        .map(names -> String.join(",", new TreeSet<>(names)))
                        .orElse("any"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SELECT * FROM devices WHERE",
                "SELECT * FROM devices WHERE deviceId",
                "SELECT * FROM devices WHERE deviceId = pump",
                "SELECT * FROM devices WHERE deviceId = 'pump",
                "SELECT * FROM devices WHERE 'a' = 'a'",
                "SELECT * FROM devices WHERE (deviceId = 'a'",
                "SELECT * FROM devices WHERE deviceId = 'a' deviceId = 'b'",
                "SELECT * FROM devices WHERE deviceId IN []",
                "SELECT * FROM devices WHERE tags.floor = 1.2.3",
                "DELETE FROM devices",
                "SELECT * FROM devices WHERE ((((((((((((((((((((((deviceId = 'a'))))))))))))))))))))))"
            })
    void query_thatCannotBeRead_isRefused(String query) {
        assertThatThrownBy(() -> DeviceQuery.parse(query))
                .isInstanceOf(AzureException.class)
                .hasMessageContaining("expected SELECT * FROM devices");
    }
}
