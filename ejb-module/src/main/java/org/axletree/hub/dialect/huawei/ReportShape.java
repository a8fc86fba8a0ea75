package org.axletree.hub.dialect.huawei;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A report of properties without its values: the services and properties that it names, and how it is written. Another one of the same
 * shape differs in values alone and, if it comes later, replaces it altogether. Most devices say the same things again and again.
 *
 * <p>The values themselves are checked, and all the rest is the same byte for byte. So reports of one shape are well-formed JSON all of
 * them, or none is, and that can be found out later of any one of them. What is written otherwise has another shape, even if it says
 * the same.
 */
final class ReportShape {
    private static final byte[] SERVICE_ID = {'s', 'e', 'r', 'v', 'i', 'c', 'e', '_', 'i', 'd'};
    private static final byte[][] WORDS = {{'t', 'r', 'u', 'e'}, {'f', 'a', 'l', 's', 'e'}, {'n', 'u', 'l', 'l'}};

    /** A report with more is compared with none. */
    private static final int MOST_VALUES = 1_000;

    /** In characters. What reads JSON has a limit of its own, which is far above it. */
    private static final int LONGEST_NUMBER = 32;

    private static final int MOST_DIGITS_OF_EXPONENT = 3;
    private static final int DIGITS_OF_ESCAPE = 4;
    private static final int NONE = -1;

    private final byte[] report;

    /** Where values begin and end, by turns. */
    private final int[] values;

    /** Whether there is nothing of this shape. */
    private final boolean unlike;

    private ReportShape(byte[] report, int[] values, boolean unlike) {
        this.report = report;
        this.values = values;
        this.unlike = unlike;
    }

    /**
     * The shape of a report; of one that is no JSON, or has names with escapes, which may be other words for a name that counts,
     * a shape that nothing has.
     */
    static ReportShape of(byte[] report) {
        int[] values = new int[16];
        int count = 0;
        boolean namesAService = false;
        int at = pastSpaceAndPunctuation(report, 0);
        while (at < report.length) {
            int end = pastScalar(report, at);
            if (end == NONE || end < report.length && !isPunctuation(report[end]) && !isSpace(report[end])) {
                return unlikeAny();
            }
            boolean key = report[at] == '"' && isKey(report, end);
            if (key && isEscaped(report, at, end)) {
                return unlikeAny();
            }
            if (!key && !namesAService) {
                if (count == 2 * MOST_VALUES) {
                    return unlikeAny();
                }
                if (count == values.length) {
                    values = Arrays.copyOf(values, 2 * count);
                }
                values[count++] = at;
                values[count++] = end;
            }
            namesAService = key && Arrays.equals(report, at + 1, end - 1, SERVICE_ID, 0, SERVICE_ID.length);
            at = pastSpaceAndPunctuation(report, end);
        }
        return new ReportShape(report, Arrays.copyOf(values, count), false);
    }

    private static ReportShape unlikeAny() {
        return new ReportShape(new byte[0], new int[0], true);
    }

    /** What it takes up. */
    int bytes() {
        return report.length + Integer.BYTES * values.length;
    }

    boolean isOf(byte[] other) {
        if (unlike) {
            return false;
        }
        int from = 0;
        int at = 0;
        int next = 0;
        while (true) { // from one value that differs to the next one
            int same = Arrays.mismatch(report, from, report.length, other, at, other.length);
            if (same == NONE) {
                return true;
            }
            int differs = from + same;
            while (next < values.length && values[next + 1] < differs) {
                next += 2;
            }
            if (next == values.length || differs < values[next]) {
                return false;
            }
            at = pastScalar(other, at + values[next] - from);
            if (at == NONE) {
                return false;
            }
            from = values[next + 1];
            next += 2;
        }
    }

    /** Where a text, number or word that begins there ends; none if it is none, or one that is too long to be sure. */
    private static int pastScalar(byte[] json, int from) {
        if (from == json.length) {
            return NONE;
        }
        byte first = json[from];
        if (first == '"') {
            return pastText(json, from + 1);
        }
        if (first == '-' || isDigit(first)) {
            return pastNumber(json, from);
        }
        for (byte[] word : WORDS) {
            int end = from + word.length;
            if (end <= json.length && Arrays.equals(json, from, end, word, 0, word.length)) {
                return end;
            }
        }
        return NONE;
    }

    private static int pastText(byte[] json, int from) {
        boolean ascii = true;
        for (int i = from; i < json.length; i++) {
            byte b = json[i];
            if (b == '"') {
                return ascii || isUtf8(json, from, i) ? i + 1 : NONE;
            }
            if (b == '\\') {
                i = pastEscape(json, i + 1) - 1;
                if (i < 0) {
                    return NONE;
                }
            } else if (b < 0) {
                ascii = false;
            } else if (b < ' ') {
                return NONE;
            }
        }
        return NONE;
    }

    private static int pastEscape(byte[] json, int from) {
        if (from < json.length && "\"\\/bfnrt".indexOf(json[from]) >= 0) {
            return from + 1;
        }
        int end = from + 1 + DIGITS_OF_ESCAPE;
        if (end > json.length || json[from] != 'u') {
            return NONE;
        }
        for (int i = from + 1; i < end; i++) {
            if (Character.digit(json[i], 16) < 0) {
                return NONE;
            }
        }
        return end;
    }

    /** What is none is decoded to this character; who says it is as good as one who says nothing readable. */
    private static boolean isUtf8(byte[] json, int from, int end) {
        return new String(json, from, end - from, StandardCharsets.UTF_8).indexOf('\ufffd') < 0;
    }

    private static int pastNumber(byte[] json, int from) {
        int at = json[from] == '-' ? from + 1 : from;
        int end = pastDigits(json, at);
        if (end == at || json[at] == '0' && end > at + 1) {
            return NONE;
        }
        if (end < json.length && json[end] == '.') {
            at = end + 1;
            end = pastDigits(json, at);
            if (end == at) {
                return NONE;
            }
        }
        if (end < json.length && (json[end] == 'e' || json[end] == 'E')) {
            at = end + 1;
            if (at < json.length && (json[at] == '+' || json[at] == '-')) {
                at++;
            }
            end = pastDigits(json, at);
            if (end == at || end - at > MOST_DIGITS_OF_EXPONENT) {
                return NONE;
            }
        }
        return end - from <= LONGEST_NUMBER ? end : NONE;
    }

    private static int pastDigits(byte[] json, int from) {
        int i = from;
        while (i < json.length && isDigit(json[i])) {
            i++;
        }
        return i;
    }

    private static boolean isKey(byte[] json, int end) {
        int i = end;
        while (i < json.length && isSpace(json[i])) {
            i++;
        }
        return i < json.length && json[i] == ':';
    }

    private static boolean isEscaped(byte[] json, int from, int end) {
        for (int i = from; i < end; i++) {
            if (json[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    private static int pastSpaceAndPunctuation(byte[] json, int from) {
        int i = from;
        while (i < json.length && (isSpace(json[i]) || isPunctuation(json[i]))) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private static boolean isPunctuation(byte b) {
        return b == '{' || b == '}' || b == '[' || b == ']' || b == ':' || b == ',';
    }
}
