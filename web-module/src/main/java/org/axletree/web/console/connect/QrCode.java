package org.axletree.web.console.connect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A QR code (ISO/IEC 18004) of a short text: versions 1 to 10, bytes, error correction M. */
final class QrCode {
    private static final int HIGHEST = 10;
    private static final int[] CORRECTION_BYTES = {0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26};
    private static final int[] BLOCKS = {0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5};
    private static final int MASKS = 8;

    private final int version;
    private final int size;
    private final boolean[][] dark;
    private final boolean[][] fixed;

    /** @throws IllegalArgumentException if the text is longer than 213 bytes of UTF-8 */
    QrCode(String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        version = versionFor(content.length);
        size = version * 4 + 17;
        dark = new boolean[size][size];
        fixed = new boolean[size][size];
        drawFixed();
        drawBytes(interleaved(framed(content)));
        int best = 0;
        int fewest = Integer.MAX_VALUE;
        for (int mask = 0; mask < MASKS; mask++) {
            applied(mask);
            int runs = longRuns();
            if (runs < fewest) {
                best = mask;
                fewest = runs;
            }
            flip(mask);
        }
        applied(best);
    }

    int size() {
        return size;
    }

    boolean isDark(int x, int y) {
        return dark[y][x];
    }

    /** The dark places as the path of an SVG, with a quiet zone of four places around them. */
    String path() {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                if (dark[y][x]) {
                    path.append('M').append(x + 4).append(' ').append(y + 4).append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }

    private static int versionFor(int bytes) {
        for (int version = 1; version <= HIGHEST; version++) {
            int bits = 4 + (version < HIGHEST ? 8 : 16) + bytes * 8;
            if (bits <= dataBytes(version) * 8) {
                return version;
            }
        }
        throw new IllegalArgumentException(bytes + " bytes (expected: at most 213)");
    }

    private static int rawBytes(int version) {
        int bits = (16 * version + 128) * version + 64;
        if (version >= 2) {
            int along = version / 7 + 2;
            bits -= (25 * along - 10) * along - 55;
        }
        return (version >= 7 ? bits - 36 : bits) / 8;
    }

    private static int dataBytes(int version) {
        return rawBytes(version) - CORRECTION_BYTES[version] * BLOCKS[version];
    }

    /** With its kind, its length, and what fills the rest. */
    private byte[] framed(byte[] content) {
        byte[] framed = new byte[dataBytes(version)];
        int[] at = {0};
        put(framed, at, 4, 4);
        put(framed, at, content.length, version < HIGHEST ? 8 : 16);
        for (byte each : content) {
            put(framed, at, each & 0xFF, 8);
        }
        int next = (Math.min(at[0] + 4, framed.length * 8) + 7) / 8;
        for (int i = next; i < framed.length; i++) {
            framed[i] = (byte) ((i - next) % 2 == 0 ? 0xEC : 0x11);
        }
        return framed;
    }

    private static void put(byte[] target, int[] at, int value, int bits) {
        for (int i = bits - 1; i >= 0; i--, at[0]++) {
            target[at[0] / 8] |= (byte) ((value >>> i & 1) << 7 - at[0] % 8);
        }
    }

    /** Cut into blocks, each with what corrects it. */
    private byte[] interleaved(byte[] data) {
        int raw = rawBytes(version);
        int blocks = BLOCKS[version];
        int correction = CORRECTION_BYTES[version];
        int shorter = blocks - raw % blocks;
        int length = raw / blocks - correction;
        byte[] divisor = divisor(correction);
        byte[][] parts = new byte[blocks][];
        byte[][] corrections = new byte[blocks][];
        int from = 0;
        for (int i = 0; i < blocks; i++) {
            int to = from + length + (i < shorter ? 0 : 1);
            parts[i] = Arrays.copyOfRange(data, from, to);
            corrections[i] = remainder(parts[i], divisor);
            from = to;
        }
        byte[] all = new byte[raw];
        int at = 0;
        for (int i = 0; i <= length; i++) {
            for (byte[] part : parts) {
                if (i < part.length) {
                    all[at++] = part[i];
                }
            }
        }
        for (int i = 0; i < correction; i++) {
            for (byte[] each : corrections) {
                all[at++] = each[i];
            }
        }
        return all;
    }

    private static byte[] divisor(int degree) {
        byte[] divisor = new byte[degree];
        divisor[degree - 1] = 1;
        int root = 1;
        for (int i = 0; i < degree; i++) {
            for (int j = 0; j < degree; j++) {
                divisor[j] = (byte) product(divisor[j] & 0xFF, root);
                if (j + 1 < degree) {
                    divisor[j] ^= divisor[j + 1];
                }
            }
            root = product(root, 2);
        }
        return divisor;
    }

    private static byte[] remainder(byte[] data, byte[] divisor) {
        byte[] rest = new byte[divisor.length];
        for (byte each : data) {
            int factor = (each ^ rest[0]) & 0xFF;
            System.arraycopy(rest, 1, rest, 0, rest.length - 1);
            rest[rest.length - 1] = 0;
            for (int i = 0; i < rest.length; i++) {
                rest[i] ^= (byte) product(divisor[i] & 0xFF, factor);
            }
        }
        return rest;
    }

    /** In the field of 256 elements. */
    private static int product(int x, int y) {
        int product = 0;
        for (int i = 7; i >= 0; i--) {
            product = product << 1 ^ (product >>> 7) * 0x11D;
            product ^= (y >>> i & 1) * x;
        }
        return product;
    }

    private void drawFixed() {
        for (int i = 0; i < size; i++) {
            fix(6, i, i % 2 == 0);
            fix(i, 6, i % 2 == 0);
        }
        drawFinder(3, 3);
        drawFinder(size - 4, 3);
        drawFinder(3, size - 4);
        int[] places = alignments();
        for (int i = 0; i < places.length; i++) {
            for (int j = 0; j < places.length; j++) {
                boolean corner =
                        i == 0 && j == 0 || i == 0 && j == places.length - 1 || i == places.length - 1 && j == 0;
                if (!corner) {
                    drawAlignment(places[i], places[j]);
                }
            }
        }
        drawFormat(0);
        drawVersion();
    }

    private void drawFinder(int x, int y) {
        for (int dy = -4; dy <= 4; dy++) {
            for (int dx = -4; dx <= 4; dx++) {
                int distance = Math.max(Math.abs(dx), Math.abs(dy));
                if (x + dx >= 0 && x + dx < size && y + dy >= 0 && y + dy < size) {
                    fix(x + dx, y + dy, distance != 2 && distance != 4);
                }
            }
        }
    }

    private void drawAlignment(int x, int y) {
        for (int dy = -2; dy <= 2; dy++) {
            for (int dx = -2; dx <= 2; dx++) {
                fix(x + dx, y + dy, Math.max(Math.abs(dx), Math.abs(dy)) != 1);
            }
        }
    }

    private int[] alignments() {
        if (version == 1) {
            return new int[0];
        }
        int along = version / 7 + 2;
        int step = (version * 4 + along * 2 + 1) / (along * 2 - 2) * 2;
        int[] places = new int[along];
        places[0] = 6;
        for (int i = along - 1, place = size - 7; i >= 1; i--, place -= step) {
            places[i] = place;
        }
        return places;
    }

    private void drawFormat(int mask) {
        int rest = mask; // M is 0
        for (int i = 0; i < 10; i++) {
            rest = rest << 1 ^ (rest >>> 9) * 0x537;
        }
        int bits = (mask << 10 | rest) ^ 0x5412;
        for (int i = 0; i <= 5; i++) {
            fix(8, i, bit(bits, i));
        }
        fix(8, 7, bit(bits, 6));
        fix(8, 8, bit(bits, 7));
        fix(7, 8, bit(bits, 8));
        for (int i = 9; i < 15; i++) {
            fix(14 - i, 8, bit(bits, i));
        }
        for (int i = 0; i < 8; i++) {
            fix(size - 1 - i, 8, bit(bits, i));
        }
        for (int i = 8; i < 15; i++) {
            fix(8, size - 15 + i, bit(bits, i));
        }
        fix(8, size - 8, true);
    }

    private void drawVersion() {
        if (version < 7) {
            return;
        }
        int rest = version;
        for (int i = 0; i < 12; i++) {
            rest = rest << 1 ^ (rest >>> 11) * 0x1F25;
        }
        int bits = version << 12 | rest;
        for (int i = 0; i < 18; i++) {
            fix(size - 11 + i % 3, i / 3, bit(bits, i));
            fix(i / 3, size - 11 + i % 3, bit(bits, i));
        }
    }

    private void drawBytes(byte[] all) {
        int at = 0;
        for (int right = size - 1; right >= 1; right -= 2) {
            if (right == 6) {
                right = 5;
            }
            boolean upward = (right + 1 & 2) == 0;
            for (int i = 0; i < size; i++) {
                int y = upward ? size - 1 - i : i;
                for (int x = right; x > right - 2; x--) {
                    if (!fixed[y][x] && at < all.length * 8) {
                        dark[y][x] = bit(all[at / 8], 7 - at % 8);
                        at++;
                    }
                }
            }
        }
    }

    private void applied(int mask) {
        drawFormat(mask);
        flip(mask);
    }

    private void flip(int mask) {
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                dark[y][x] ^= !fixed[y][x] && isMasked(mask, x, y);
            }
        }
    }

    private static boolean isMasked(int mask, int x, int y) {
        return switch (mask) {
            case 0 -> (x + y) % 2 == 0;
            case 1 -> y % 2 == 0;
            case 2 -> x % 3 == 0;
            case 3 -> (x + y) % 3 == 0;
            case 4 -> (x / 3 + y / 2) % 2 == 0;
            case 5 -> x * y % 2 + x * y % 3 == 0;
            case 6 -> (x * y % 2 + x * y % 3) % 2 == 0;
            default -> ((x + y) % 2 + x * y % 3) % 2 == 0;
        };
    }

    /** How many places are the fifth or a later one of their colour in a row or column. */
    private int longRuns() {
        int found = 0;
        for (int i = 0; i < size; i++) {
            int across = 1;
            int down = 1;
            for (int j = 1; j < size; j++) {
                across = dark[i][j] == dark[i][j - 1] ? across + 1 : 1;
                down = dark[j][i] == dark[j - 1][i] ? down + 1 : 1;
                found += (across >= 5 ? 1 : 0) + (down >= 5 ? 1 : 0);
            }
        }
        return found;
    }

    private void fix(int x, int y, boolean isDark) {
        dark[y][x] = isDark;
        fixed[y][x] = true;
    }

    private static boolean bit(int bits, int i) {
        return (bits >>> i & 1) != 0;
    }
}
