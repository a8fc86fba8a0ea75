package org.axletree.hub.dialect.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SasTokenTest {
    private static final byte[] KEY = Base64.getDecoder().decode("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    private static final String SIG = "A".repeat(43) + "%3D";

    /** The resource is signed as it was sent: the same one encoded in another way has another signature. */
    @ParameterizedTest
    @CsvSource({
        "hub.example.com%2Fdevices%2Fdevice1, NoHR8UJyV9EoBYacIGA4JOYQn6YeUA1llmLqdQMO36c=",
        "hub.example.com%2fdevices%2fdevice1, qqwK63ElMYbn7LNnwIfmxI3ii7+Aj62j37KyAm8JmcQ=",
        "hub.example.com,                     tNKQMu7xYIWmrXOgJEToZPMul91MO01tOKBYXEvDJec="
    })
    void signature_isThatOfTheResourceAsSent(String resource, String signature) {
        for (String sig : List.of(URLEncoder.encode(signature, UTF_8), signature, signature.replace('+', ' '))) {
            SasToken token = SasToken.parse("SharedAccessSignature sr=" + resource + "&sig=" + sig + "&se=1893456000")
                    .orElseThrow();

            assertThat(token.isSignedWith(KEY)).as(sig).isTrue();
            assertThat(token.isSignedWith(new byte[32])).as(sig).isFalse();
            assertThat(token.covers(List.of("devices", "device1"))).as(sig).isTrue();
            assertThat(token.expiresAtMillis()).isEqualTo(1_893_456_000_000L);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SharedAccessSignature sr=h%2Fdevices%2Fd&sig=SIG&se=1&skn=device",
                "SharedAccessSignature sig=SIG&se=1&skn=device&sr=h/devices/d",
                "SharedAccessSignature se=1&sr=h.example.com:8883/devices/d/api-version=2016-11-14&skn=device&sig=SIG",
                "sharedaccesssignature se=1&sr=h/devices/d/&skn=device&sig=SIG"
            })
    void fields_comeInAnyOrder_andInAnyEncoding(String text) {
        SasToken token = SasToken.parse(text.replace("SIG", SIG)).orElseThrow();

        assertThat(token.hostLabel()).isEqualTo("h");
        assertThat(token.policy()).isEqualTo("device");
        assertThat(token.covers(List.of("devices", "d"))).isTrue();
    }

    /** A token for a path opens what is below it, and nothing beside it. */
    @ParameterizedTest
    @CsvSource({
        "h,                         devices/d,            true",
        "h%2Fdevices,               devices/d,            true",
        "h%2Fdevices%2Fd,           devices/d,            true",
        "h%2Fdevices%2Fd,           devices/d/modules/m,  true",
        "h%2Fdevices%2Fd,           devices/dd,           false",
        "h%2Fdevices%2Fdd,          devices/d,            false",
        "h%2Fdevices%2Fd%2Fmodules%2Fm, devices/d,        false",
        "h%2Fdevice,                devices/d,            false",
        "h%2Fdevices%2FD,           devices/d,            false",
        "h%2F%2Fdevices%2Fd,        devices/d,            false"
    })
    void resource_coversWhatIsBelowIt(String resource, String path, boolean covered) {
        SasToken token = SasToken.parse("SharedAccessSignature sr=" + resource + "&sig=" + SIG + "&se=1")
                .orElseThrow();

        assertThat(token.covers(List.of(path.split("/")))).isEqualTo(covered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SharedAccessSignature",
                "SharedAccessSignature ",
                "SharedAccessSignature sr=h&sig=SIG",
                "SharedAccessSignature sr=h&se=1",
                "SharedAccessSignature sig=SIG&se=1",
                "SharedAccessSignature sr=&sig=SIG&se=1",
                "SharedAccessSignature sr=h&sig=&se=1",
                "SharedAccessSignature sr=h&sig=SIG&se=",
                "SharedAccessSignature sr=h&sig=SIG&se=-1",
                "SharedAccessSignature sr=h&sig=SIG&se=1e9",
                "SharedAccessSignature sr=h&sig=SIG&se=9999999999999999",
                "SharedAccessSignature sr=h&sig=SIG&se=1&se=2",
                "SharedAccessSignature sr=h&sr=g&sig=SIG&se=1",
                "SharedAccessSignature sr=h&sig=SIG&se=1&x=y",
                "SharedAccessSignature sr=h&sig=SIG&se=1&",
                "SharedAccessSignature sr=h%2&sig=SIG&se=1",
                "SharedAccessSignature sr=h%zz&sig=SIG&se=1",
                "SharedAccessSignature sr=h%FF&sig=SIG&se=1",
                "SharedAccessSignature sr=h&sig=AAAA&se=1",
                "SharedAccessSignature sr=h&sig=%21%21&se=1",
                "Bearer sr=h&sig=SIG&se=1",
                "sr=h&sig=SIG&se=1"
            })
    void text_thatIsNoToken_isRefused(String text) {
        assertThat(SasToken.parse(text.replace("SIG", SIG))).isEmpty();
    }

    @Test
    void text_ofAnyLength_costsLittle() {
        assertThat(SasToken.parse("SharedAccessSignature sr=" + "h".repeat(100_000) + "&sig=" + SIG + "&se=1"))
                .isEmpty();
    }
}
