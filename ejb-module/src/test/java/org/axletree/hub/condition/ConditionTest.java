package org.axletree.hub.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Sender;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.UserProperty;
import org.axletree.hub.PublishedMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
    private static final Publication MESSAGE = PublishedMessage.of(
                    PublishedMessage.sender("hub", "d-1"), "plant/hall 1/pump")
            .with(bytes(
                    "{\"t\":31.5,\"n\":3,\"ok\":true,\"list\":[1,2.5,\"x\"],\"inner\":{\"a\":null},\"word\":\"hot\"}"))
            .with(new MessageProperties(
                    false,
                    "",
                    "",
                    new byte[0],
                    OptionalLong.empty(),
                    List.of(new UserProperty("unit", "C"), new UserProperty("unit", "F"))));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "topic == 'plant/hall 1/pump'",
                "topic.startsWith('plant/')",
                "topic.matches('^plant/hall [0-9]+/.*$')",
                "levels[0] == 'plant' && size(levels) == 3",
                "'pump' in levels",
                "device.id == 'd-1' && device.name == 'pump'",
                "qos == 1",
                "!retain",
                "size > 20 && size < 1000",
                "json.t > 30",
                "json.t > 30.0",
                "json['t'] > 30",
                "json.t >= json.n",
                "30 < json.t",
                "json.n == 3",
                "json.n == 3.0",
                "json.n + 1 == 4",
                "json.ok",
                "json.list.exists(e, e == 2.5)",
                "json.list[0] == 1",
                "json.inner.a == null",
                "has(json.t) && !has(json.x)",
                "json.word in ['hot', 'cold']",
                "properties.unit == 'C'",
                "'unit' in properties && !('x' in properties)",
                "type(json.word) == string",
                "topic == 'plant/' + levels[1] + '/' + device.name",
                "json.list.filter(e, type(e) == int).size() == 1",
                "qos == 2 ? false : json.t > 31"
            })
    void condition_thatHolds_holds(String text) {
        assertThat(Condition.problemWith(text)).isEmpty();
        assertThat(judge(text, MESSAGE)).isEqualTo(Verdict.HOLDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "json.t < 30", "qos > 1", "levels[0] == 'x'", "retain", "json.word == 'cold'"})
    void condition_thatDoesNotHold_isNoFault(String text) {
        assertThat(Condition.problemWith(text)).isEmpty();
        assertThat(judge(text, MESSAGE)).isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "json.missing > 1 | key 'missing' is not present",
                "!(json.missing > 1) | key 'missing' is not present",
                "json.word > 1 | No matching overload",
                "json.t | true or false",
                "levels[7] == 'x' | Index out of bounds",
                "properties.none == 'x' | key 'none' is not present",
                "json.n / 0 == 1 | ",
                "int(json.word) == 1 | ",
                "topic.matches(json.word + '(') | "
            })
    void condition_thatCannotBeTold_doesNotHold_andSaysWhy(String text, String why) {
        assertThat(Condition.problemWith(text)).isEmpty();
        Verdict verdict = judge(text, MESSAGE);
        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.isFault()).isTrue();
        assertThat(verdict.fault()).contains(why == null ? "" : why).doesNotContain("<input>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "qos | is of the type int (expected: bool",
                "topic | is of the type string",
                "json.t > | character 9",
                "foo == 1 | undeclared reference to 'foo'",
                "qos == 'one' | no matching overload",
                "device.nme == 'x' | device.nme (expected: device.id or device.name)",
                "payload == 'x' | undeclared reference",
                "topic.matches('(') | ",
                "json.list.exists(e, e + 'x' == 'y') | puts texts together for each element",
                "json.list.map(e, topic + topic).size() == 1 | puts texts together for each element",
                "drop table route | ",
                "topic = 'x' | "
            })
    void wrongCondition_isRefused_andToldWhy(String text, String why) {
        assertThat(Condition.problemWith(text))
                .hasValueSatisfying(problem ->
                        assertThat(problem).contains(why == null ? "" : why).contains("(expected: "));
    }

    @Test
    void condition_thatIsTooLong_isRefused() {
        assertThat(Condition.problemWith("true" + " || true".repeat(200)))
                .hasValue("1604 characters (expected: at most 1000)");
        assertThat(Condition.problemWith("(".repeat(400) + "true" + ")".repeat(400)))
                .isPresent();
        assertThat(Condition.problemWith("topic" + "+topic".repeat(20) + "==''"))
                .hasValueSatisfying(problem -> assertThat(problem).contains("20 times"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "21.5 degrees", "{\"t\":31.5", "{\"t\":31.5} {}", "nan", "{'t':31.5}"})
    void conditionOnJson_doesNotHold_whereThereIsNone(String payload) {
        Publication message =
                PublishedMessage.of(PublishedMessage.sender("hub", "d"), "t").with(bytes(payload));

        for (String text : List.of("json.t > 30", "!(json.t > 30)", "qos == 1 || json.t > 30", "!has(json.t)")) {
            assertThat(judge(text, message).holds()).isFalse();
        }
        assertThat(judge("qos == 1", message).holds()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"21.5, json > 20", "[1], json[0] == 1", "true, json", "null, json == null", "-7, json < 0"})
    void payload_thatIsNoObject_isJsonToo(String payload, String text) {
        Publication message =
                PublishedMessage.of(PublishedMessage.sender("hub", "d"), "t").with(bytes(payload));

        assertThat(judge(text, message)).isEqualTo(Verdict.HOLDS);
    }

    @Test
    void hugePayload_isNotLookedInto_andDeepOneIsNone() {
        Publication huge = PublishedMessage.of(PublishedMessage.sender("hub", "d"), "t")
                .with(bytes("{\"t\":1,\"x\":\"" + "y".repeat(JsonFacts.MOST_BYTES) + "\"}"));
        Publication deep = PublishedMessage.of(PublishedMessage.sender("hub", "d"), "t")
                .with(bytes("[".repeat(100_000) + "]".repeat(100_000)));

        assertThat(judge("json.t == 1", huge).fault()).startsWith("json: ");
        assertThat(judge("size > 262144", huge)).isEqualTo(Verdict.HOLDS);
        assertThat(judge("size(json) == 1", deep).fault()).startsWith("json: ");
    }

    @Test
    void roundsInRounds_end() {
        String list = "[" + "1,".repeat(999) + "1]";
        Publication message =
                PublishedMessage.of(PublishedMessage.sender("hub", "d"), "t").with(bytes(list));

        Verdict verdict = judge("json.all(a, json.all(b, json.all(c, a == b && b == c)))", message);

        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.fault()).contains("500");
    }

    @Test
    void networkMessage_isOfNoDevice() {
        Publication message = PublishedMessage.of(new Sender.Network("hub", "h", "n-1", "n"), "t");

        assertThat(judge("device.id == ''", message)).isEqualTo(Verdict.HOLDS);
    }

    private static Verdict judge(String text, Publication message) {
        return new Condition(text).judge(new ConditionFacts(message));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
