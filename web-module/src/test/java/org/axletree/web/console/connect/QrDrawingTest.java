package org.axletree.web.console.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is drawn is read by another program's reader. */
class QrDrawingTest {
    private static final Pattern PLACE = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z");
    private static final int QUIET = 4;

    @ParameterizedTest
    @ValueSource(ints = {20, 84, 122, 180, 213})
    void drawing_isReadAsTheAddressThatItIsOf(int length) throws Exception {
        String address = ("https://hub.example:8443/device?id=" + "0a9-".repeat(50)).substring(0, length);

        QrDrawing drawing = QrDrawing.of(address);

        assertThat(new Decoder().decode(places(drawing)).getText()).isEqualTo(address);
    }

    /** The dark places, without the quiet zone, in which there is none. */
    private static BitMatrix places(QrDrawing drawing) {
        BitMatrix places = new BitMatrix(drawing.side() - 2 * QUIET);
        Matcher dark = PLACE.matcher(drawing.path());
        while (dark.find()) {
            places.set(Integer.parseInt(dark.group(1)) - QUIET, Integer.parseInt(dark.group(2)) - QUIET);
        }
        return places;
    }
}
