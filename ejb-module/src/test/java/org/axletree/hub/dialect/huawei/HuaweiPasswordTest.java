package org.axletree.hub.dialect.huawei;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HuaweiPasswordTest {
    /** The vector of Huawei's documents. */
    private static final String PASSWORD = "c75150e6cb841417396819e4d2ee4358a416344a03a083e3a8567074ddec820a";

    private static final byte[] SECRET = "12345678".getBytes(US_ASCII);

    @Test
    void password_ofTheDocuments_isTheDocuments() {
        assertThat(HuaweiPassword.of(SECRET, "2025041401")).isEqualTo(PASSWORD);
        assertThat(HuaweiPassword.matches(PASSWORD.getBytes(US_ASCII), SECRET, "2025041401"))
                .isTrue();
    }

    @Test
    void password_ofAnotherHour_isWrong() {
        assertThat(HuaweiPassword.matches(PASSWORD.getBytes(US_ASCII), SECRET, "2025041402"))
                .isFalse();
    }

    @Test
    void password_ofAnotherSecret_isWrong() {
        assertThat(HuaweiPassword.matches(PASSWORD.getBytes(US_ASCII), "12345679".getBytes(US_ASCII), "2025041401"))
                .isFalse();
    }

    @Test
    void password_inUpperCaseOrEmpty_isWrong() {
        assertThat(HuaweiPassword.matches(PASSWORD.toUpperCase().getBytes(US_ASCII), SECRET, "2025041401"))
                .isFalse();
        assertThat(HuaweiPassword.matches(new byte[0], SECRET, "2025041401")).isFalse();
    }
}
