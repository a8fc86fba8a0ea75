package org.axletree.hub.dialect.huawei;

import java.util.Arrays;

/**
 * Whether a report of properties replaces an earlier one altogether: both name the same services and the same properties in the
 * same order, and differ in values alone. Found out by going through both side by side, without reading them as JSON: most
 * devices say the same things again and again.
 *
 * <p>Says yes only where it is so, if the later one is well-formed JSON; of the earlier one that need not be known, since what is
 * unreadable changes nothing.
 */
final class SameShape {
    private static final byte[] SERVICE_ID = {'s', 'e', 'r', 'v', 'i', 'c', 'e', '_', 'i', 'd'};

    private final byte[] later;
    private final byte[] earlier;
    private int at;
    private int other;

    private SameShape(byte[] later, byte[] earlier) {
        this.later = later;
        this.earlier = earlier;
    }

    /**
     * @param later well-formed JSON in UTF-8
     * @param earlier whatever came before it from the same device
     */
    static boolean replaces(byte[] later, byte[] earlier) {
        return new SameShape(later, earlier).isSame();
    }

    private boolean isSame() {
        boolean namesAService = false;
        while (true) {
            at = pastSpace(later, at);
            other = pastSpace(earlier, other);
            if (at == later.length || other == earlier.length) {
                return at == later.length && other == earlier.length;
            }
            byte next = later[at];
            if (isPunctuation(next)) {
                if (earlier[other] != next) {
                    return false;
                }
                at++;
                other++;
                continue;
            }
            int end = pastScalar(later, at);
            int otherEnd = pastScalar(earlier, other);
            boolean key = next == '"' && isKey(end);
            if (key || namesAService) {
                if (!Arrays.equals(later, at, end, earlier, other, otherEnd)) {
                    return false;
                }
            } else if (otherEnd == other) {
                return false; // an object or a list in the place of a value
            }
            if (key && isEscaped(at, end)) {
                return false; // it may be another word for a name that counts
            }
            namesAService = key && isServiceId(at, end);
            at = end;
            other = otherEnd;
        }
    }

    private boolean isKey(int end) {
        int behind = pastSpace(later, end);
        return behind < later.length && later[behind] == ':';
    }

    private boolean isServiceId(int from, int end) {
        return Arrays.equals(later, from + 1, Math.max(from + 1, end - 1), SERVICE_ID, 0, SERVICE_ID.length);
    }

    private boolean isEscaped(int from, int end) {
        for (int i = from; i < end; i++) {
            if (later[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    /** Where a text, number or word that begins there ends; there, if something else begins. */
    private static int pastScalar(byte[] json, int from) {
        if (json[from] == '"') {
            for (int i = from + 1; i < json.length; i++) {
                if (json[i] == '\\') {
                    i++;
                } else if (json[i] == '"') {
                    return i + 1;
                }
            }
            return json.length;
        }
        int end = from;
        while (end < json.length && !isPunctuation(json[end]) && !isSpace(json[end]) && json[end] != '"') {
            end++;
        }
        return end;
    }

    private static int pastSpace(byte[] json, int from) {
        int i = from;
        while (i < json.length && isSpace(json[i])) {
            i++;
        }
        return i;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private static boolean isPunctuation(byte b) {
        return b == '{' || b == '}' || b == '[' || b == ']' || b == ':' || b == ',';
    }
}
