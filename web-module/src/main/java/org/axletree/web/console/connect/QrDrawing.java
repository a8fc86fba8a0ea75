package org.axletree.web.console.connect;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code as an SVG draws it.
 *
 * @param path of its dark places, with a quiet zone around them
 * @param side places along a side, with the quiet zone
 */
record QrDrawing(String path, int side) {
    /** What readers ask to be left free around a code (ISO/IEC 18004). */
    private static final int QUIET = 4;

    static QrDrawing of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return new QrDrawing(path.toString(), code.size + 2 * QUIET);
    }
}
