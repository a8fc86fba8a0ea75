package org.axletree.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name | is empty (expected: 1 to 255 characters) | This is empty. Expected: 1 to 255 characters.",
                "name | 300 characters (expected: 1 to 255) | These are 300 characters. Expected: 1 to 255.",
                "name | another device of the hub has this name (expected: a name unique in the hub)"
                        + " | Another device of the hub has this name. Expected: a name unique in the hub.",
                "topic | sensors/# /x: # (expected: only as the last level)"
                        + " | sensors/# /x: #. Expected: only as the last level.",
                "'' | the hub is enabled (expected: disable it first) | The hub is enabled. Expected: disable it first.",
                "topic | topic: # at position 4 (expected: no wildcard)"
                        + " | A topic to send on has no #: wildcards are for who subscribes.",
                "'' | the last administrator who may log in stays one (expected: make somebody else one first)"
                        + " | The last administrator who may log in stays one. Make somebody else one first.",
                "topic | topic filter: empty (expected: at least one character)"
                        + " | This is empty. Expected: at least one character.",
                "topic_filter | topic filter: # at position 6 (expected: only as the last level)"
                        + " | There is # at position 6. Expected: only as the last level.",
                "topic | topic filter: 70000 bytes (expected: at most 65535)"
                        + " | These are 70000 bytes. Expected: at most 65535.",
                "'' | the name was wrong (expected: 1 to 255 characters) | The name was wrong. Expected: 1 to 255 characters.",
                "'' | nothing more to say | Nothing more to say"
            })
    void problem_isASentence(String argument, String problem, String sentence) {
        assertThat(Sentence.of(argument, problem)).isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "allow_multiple_connections | true (expected: false on the shared plan)",
                "enable_device_auto_provisioning | true (expected: bring a certificate authority for the hub first)",
                "another | (expected: at most 255 characters of text)"
            })
    void tick_isNeverCalledTrueOrFalse(String argument, String problem) {
        assertThat(Sentence.of(argument, problem)).doesNotContain("true", "false", "(");
    }
}
