package org.axletree.core.scram;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of RFC 7677 section 3, and what differs from it. */
class ScramExchangeTest {
    private static final byte[] SALT = Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");
    private static final String FIRST = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
    private static final String OWN_NONCE = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private static final String NONCE = "rOprNGfwEbeRWgbNEkqO" + OWN_NONCE;
    private static final String PROOF = "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
    private static final String FINAL = "c=biws,r=" + NONCE + ",p=" + PROOF;
    private static final ScramVerifier PENCIL = verifier("pencil");

    @Test
    void exampleOfRfc7677_isProved_andProvesTheServer() throws ScramException {
        ScramExchange exchange = ScramExchange.begin(FIRST.getBytes(UTF_8), OWN_NONCE);

        assertThat(exchange.userName()).isEqualTo("user");
        assertThat(new String(exchange.serverFirst(SALT), UTF_8))
                .isEqualTo("r=" + NONCE + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
        exchange.receive(FINAL.getBytes(UTF_8));
        assertThat(exchange.serverFinal()).isEmpty();
        assertThat(exchange.isProvedBy(PENCIL)).isTrue();
        assertThat(new String(exchange.serverFinal().orElseThrow(), UTF_8))
                .isEqualTo("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
    }

    @Test
    void anotherPassword_isNotProved() throws ScramException {
        ScramExchange exchange = challenged();
        exchange.receive(FINAL.getBytes(UTF_8));

        assertThat(exchange.isProvedBy(verifier("pen"))).isFalse();
        assertThat(exchange.serverFinal()).isEmpty();
    }

    @Test
    void verifier_isTheSameWhenItIsRead() throws ScramException {
        ScramExchange exchange = challenged();
        exchange.receive(FINAL.getBytes(UTF_8));

        assertThat(exchange.isProvedBy(ScramVerifier.read(PENCIL.bytes()))).isTrue();
        assertThatThrownBy(() -> ScramVerifier.read(new byte[63]))
                .hasMessage("SCRAM verifier: 63 bytes (expected: 64, or 32 of what no exchange proves)");
    }

    /** SASLprep changes other text, each client in its own way. */
    @ParameterizedTest
    @ValueSource(strings = {"", "café", "a\tb", "a\u007fb"})
    void passwordThatSaslprepMayChange_hasNoVerifier(String password) {
        assertThat(ScramVerifier.of(password.getBytes(UTF_8), SALT)).isEmpty();
    }

    /** It knows the password again all the same. */
    @Test
    void verifierOfAnyBytes_isProvedByNoExchange() throws ScramException {
        ScramVerifier known = ScramVerifier.ofAnyBytes("caf\u00e9".getBytes(UTF_8), SALT);

        assertThat(ScramVerifier.read(known.bytes()).isSame(known)).isTrue();
        assertThat(known.isSame(ScramVerifier.ofAnyBytes("cafe".getBytes(UTF_8), SALT)))
                .isFalse();
        ScramExchange exchange = challenged();
        exchange.receive(FINAL.getBytes(UTF_8));
        assertThat(exchange.isProvedBy(ScramVerifier.ofAnyBytes("pencil".getBytes(UTF_8), SALT)))
                .isFalse();
    }

    @Test
    void nonceOfTheServer_isAnotherEachTime() throws ScramException {
        ScramExchange one = ScramExchange.begin(FIRST.getBytes(UTF_8));
        ScramExchange other = ScramExchange.begin(FIRST.getBytes(UTF_8));

        assertThat(new String(one.serverFirst(SALT), UTF_8))
                .startsWith("r=rOprNGfwEbeRWgbNEkqO")
                .hasSizeGreaterThan(60)
                .isNotEqualTo(new String(other.serverFirst(SALT), UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "n,,n=a=2Cb=3Dc,r=x | a,b=c",
                "y,,n=user,r=x | user",
                "n,a=user,n=user,r=x | user",
                "n,,n=user,r=x,e=1,f=2=3 | user",
            })
    void firstMessage_ofAnyForm_isRead(String message, String name) throws ScramException {
        assertThat(ScramExchange.begin(message.getBytes(UTF_8)).userName()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p=tls-unique,,n=user,r=x | channel binding is not offered (expected: n or y in the place of p=)",
                "n,a=other,n=user,r=x | an identity beside the user name (expected: none)",
                "n,,n=,r=x | no user name (expected: n,,n=<user name>,r=<nonce>)",
                "n,,n=a=b,r=x | an equals sign in the user name (expected: =3D for it, =2C for a comma)",
                "n,,n=user,r= | the first message has another form (expected: n,,n=<user name>,r=<nonce>)",
                "n,,n=user | the first message has another form (expected: n,,n=<user name>,r=<nonce>)",
                "n,,m=new,n=user,r=x | a mandatory extension (expected: no m=)",
                "n,,n=user,r=x,m=new | a mandatory extension (expected: no m=)",
                "n,,n=user,r=x,e=1,m=new | a mandatory extension (expected: no m=)",
                "n,,n=user,r=x, | an extension has another form (expected: a letter, = and a value)",
                "n,,n=user,r=x,ext=1 | an extension has another form (expected: a letter, = and a value)",
                "x,,n=user,r=x | the first message has another form (expected: n,,n=<user name>,r=<nonce>)",
                "'' | the first message has another form (expected: n,,n=<user name>,r=<nonce>)",
            })
    void firstMessage_ofAnotherForm_isRefused(String message, String problem) {
        assertThatThrownBy(() -> ScramExchange.begin(message.getBytes(UTF_8)))
                .isInstanceOf(ScramException.class)
                .hasMessage(problem);
    }

    @Test
    void message_thatIsTooLongOrNoText_isRefused() {
        assertThatThrownBy(() -> ScramExchange.begin(("n,,n=user,r=" + "x".repeat(2_048)).getBytes(US_ASCII)))
                .hasMessage("a message of 2060 bytes (expected: at most 2048)");
        assertThatThrownBy(() -> ScramExchange.begin(new byte[] {(byte) 0xff}))
                .hasMessageStartingWith("a message that is not UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "c=eSws,r=NONCE,p=PROOF | c is not the header of the first message (expected: it, in Base64)",
                "c=biws,r=rOprNGfwEbeRWgbNEkqO,p=PROOF | r is another nonce (expected: that of the server's first message)",
                "c=biws,r=NONCE,p=AAAA | the proof has 3 bytes (expected: 32)",
                "c=biws,r=NONCE,p=%%%% | a field of the final message is not Base64 with its padding (expected: c=<header>,r=<nonce>,p=<proof>)",
                "c=biws,r=NONCE,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ | a field of the final message is not Base64 with its padding (expected: c=<header>,r=<nonce>,p=<proof>)",
                "c=biws,r=NONCE,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVR= | a field of the final message is not Base64 with its padding (expected: c=<header>,r=<nonce>,p=<proof>)",
                "c=biws,r=NONCE,m=new,p=PROOF | a mandatory extension (expected: no m=)",
                "c=biws,r=NONCE,p=PROOF,m=new | a mandatory extension (expected: no m=)",
                "c=biws,r=NONCE,e,p=PROOF | an extension has another form (expected: a letter, = and a value)",
                "c=biws,r=NONCE | the final message has another form (expected: c=<header>,r=<nonce>,p=<proof>)",
                "r=NONCE,c=biws,p=PROOF | the final message has another form (expected: c=<header>,r=<nonce>,p=<proof>)",
            })
    void finalMessage_ofAnotherForm_isRefused(String message, String problem) throws ScramException {
        ScramExchange exchange = challenged();
        String filled = message.replace("NONCE", NONCE).replace("PROOF", PROOF);

        assertThatThrownBy(() -> exchange.receive(filled.getBytes(UTF_8)))
                .isInstanceOf(ScramException.class)
                .hasMessage(problem);
    }

    /** What is signed is what was said: who changes it on the way is found out. */
    @Test
    void messageThatWasChangedOnTheWay_isNotProved() throws ScramException {
        ScramExchange exchange = ScramExchange.begin((FIRST + ",e=1").getBytes(UTF_8), OWN_NONCE);
        exchange.serverFirst(SALT);
        exchange.receive(FINAL.getBytes(UTF_8));

        assertThat(exchange.isProvedBy(PENCIL)).isFalse();
    }

    private static ScramExchange challenged() throws ScramException {
        ScramExchange exchange = ScramExchange.begin(FIRST.getBytes(UTF_8), OWN_NONCE);
        exchange.serverFirst(SALT);
        return exchange;
    }

    private static ScramVerifier verifier(String password) {
        return ScramVerifier.of(password.getBytes(UTF_8), SALT).orElseThrow();
    }
}
