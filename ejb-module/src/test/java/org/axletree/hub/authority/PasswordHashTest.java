package org.axletree.hub.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
    private static final byte[] SECRET = "secret".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "Secret".getBytes(StandardCharsets.UTF_8);

    /** Made by other programs: Python's hashlib and crypt. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$7$101$MDEyMzQ1Njc4OWFi$EO/lLlkeUgIiBaS8G8UK0ZMP1u508TA7Tl+AdJ1cEsmlbGyEPAERErpfq84j1kepISs0UzmcdL4ucgZ2uodxfQ==",
                "$6$MDEyMzQ1Njc4OWFi$qEXipeLbgxRlwd06QHfY5WITkUZg0jLg9SZbXzq3ifXjfj+v3GbJGrSfC5PAg3UNCS+UFfbhUIZX4bmIAs330w==",
                "$2b$12$/Ma3EA5D69Ao8SJqRXxxou/h46zDWt0spAZcIL2CAeL2Gk8tH4XsO",
                "$emqx$sha256$prefix$MDEyMzQ1Njc4OWFi$4600a93e15f9df2359fb01b373083f5e6cf2af2b22a3d3bd547b4d7c2253822b",
                "$emqx$sha256$suffix$MDEyMzQ1Njc4OWFi$354419ffb41f54259c90c15b4f8201301a2c6ed9343133b3ec39ce52a4574a96",
                "$emqx-pbkdf2$sha256$1000$MDEyMzQ1Njc4OWFi$ad3c4606d8eae48236709fc30852be2d250e747a8948df27cb7c2de259fe03fb"
            })
    void hashOfAnotherBroker_isVerifiedAsItIs(String text) {
        PasswordHash hash = PasswordHash.read(text);

        assertThat(hash.matches(SECRET)).isTrue();
        assertThat(hash.matches(OTHER)).isFalse();
        assertThat(hash.isOwn()).isFalse();
        assertThat(hash.text()).isEqualTo(text);
    }

    /** An earlier release took it. */
    @Test
    void keptHash_mayBeDearer() {
        String dear = "$7$1000000$MDEyMzQ1Njc4OWFi$EO/lLlkeUgIiBaS8G8UK0Q==";

        assertThat(PasswordHash.kept(dear).text()).isEqualTo(dear);
        assertThatIllegalArgumentException().isThrownBy(() -> PasswordHash.read(dear));
    }

    @Test
    void ownHash_isArgon2idAndNeverTheSame() {
        PasswordHash hash = PasswordHash.of(SECRET);

        assertThat(hash.text())
                .startsWith("$argon2id$v=19$")
                .isNotEqualTo(PasswordHash.of(SECRET).text());
        assertThat(PasswordHash.read(hash.text()).matches(SECRET)).isTrue();
        assertThat(PasswordHash.read(hash.text()).matches(OTHER)).isFalse();
        assertThat(hash.isOwn()).isTrue();
        assertThat(hash).hasToString("PasswordHash[argon2id]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "$1$abc$def",
                "$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFi$EO/l",
                "$argon2id$v=19$m=19456,t=2,p=1$MDEyMzQ1Njc4OWFi$%%%",
                "$7$x$MDEyMzQ1Njc4OWFi$EO/l",
                "$7$101$%%%$EO/l",
                "$7$0$MDEyMzQ1Njc4OWFi$EO/l",
                "$7$200001$MDEyMzQ1Njc4OWFi$%%%",
                "$2b$xx$/Ma3EA5D69Ao8SJqRXxxou/h46zDWt0spAZcIL2CAeL2Gk8tH4XsO",
                "$argon2id$v=19$t=2$MDEyMzQ1Njc4OWFi$EO/l",
                "$emqx$sha3$prefix$MDEy$4600"
            })
    void hashOfUnknownForm_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PasswordHash.read(text))
                .withMessageStartingWith("password hash is of no known form");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$7$200001$MDEyMzQ1Njc4OWFi$EO/l",
                "$7$100001$MDEyMzQ1Njc4OWFi$EO/lLlkeUgIiBaS8G8UK0ZMP1u508TA7Tl+AdJ1cEsmlbGyEPAERErpfq84j1kepISs0UzmcdL4ucgZ2uodxfQEO/l",
                "$emqx-pbkdf2$sha$100001$MDEyMzQ1Njc4OWFi$ad3c4606d8eae48236709fc30852be2d250e747a89",
                "$2b$13$/Ma3EA5D69Ao8SJqRXxxou/h46zDWt0spAZcIL2CAeL2Gk8tH4XsO",
                "$2b$20$/Ma3EA5D69Ao8SJqRXxxou/h46zDWt0spAZcIL2CAeL2Gk8tH4XsO",
                "$argon2id$v=19$m=65536,t=3,p=1$MDEyMzQ1Njc4OWFi$EO/lEO/l",
                "$argon2id$v=19$m=1048576,t=2,p=1$MDEyMzQ1Njc4OWFi$EO/lEO/l"
            })
    void hashThatIsTooDear_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PasswordHash.read(text))
                .withMessageStartingWith("password hash would cost too much at each login (expected: at most 200000 ");
    }
}
