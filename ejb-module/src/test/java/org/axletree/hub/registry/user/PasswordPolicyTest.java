package org.axletree.hub.registry.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

    @ParameterizedTest
    @ValueSource(strings = {"correct horse battery", "Blaue Äpfel im Schnee", "9f8Xk2-qPz7Lw", "vier Wörter am Morgen"})
    void longOnesOfAnyLetters_areGood(String password) {
        assertThat(PasswordPolicy.problem(password, "ada")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "short, is too short",
        "elevenchars, is too short",
        "I am Ada Lovelace, has your user name",
        "my-AxleTree-server, has your user name",
        "abababababab, is of too few",
        "qwertyuiop123, is a row",
        "abcdefghijklmn, is a row"
    })
    void whatIsGuessedFirst_isRefusedWithASentence(String password, String begin) {
        assertThat(PasswordPolicy.problem(password, "ada"))
                .hasValueSatisfying(what -> assertThat(what).startsWith(begin).contains("(expected: "));
    }

    @ParameterizedTest
    @ValueSource(ints = {257, 100_000})
    void endlessOnes_areRefused(int length) {
        assertThat(PasswordPolicy.problem("correct horse ".repeat(length).substring(0, length), "ada"))
                .hasValueSatisfying(what -> assertThat(what).startsWith("is too long"));
    }
}
