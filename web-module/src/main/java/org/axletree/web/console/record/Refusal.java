package org.axletree.web.console.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axletree.web.console.Texts;

/**
 * Something that was refused, for people.
 *
 * @param time when it was refused last
 * @param who the device's name, or what is known instead
 * @param link where that is looked at, below the root of the console; empty if nowhere
 * @param why the reason in words
 * @param what the packet it was about; may be empty
 * @param from the peer's address; may be empty
 * @param count how many times in a row
 */
public record Refusal(Instant time, String who, String link, String why, String what, String from, int count) {
    /** Equal ones in a row, newest first, are one with a count: what repeats itself leaves room for the rest. */
    static List<Refusal> together(Stream<Refusal> newestFirst, int most) {
        List<Refusal> rows = new ArrayList<>();
        for (Refusal next : (Iterable<Refusal>) newestFirst::iterator) {
            int last = rows.size() - 1;
            if (last >= 0 && rows.get(last).isLike(next)) {
                rows.set(last, rows.get(last).again(next.count));
            } else if (rows.size() == most) {
                break;
            } else {
                rows.add(next);
            }
        }
        return List.copyOf(rows);
    }

    /** A peer that comes again has another port. */
    private boolean isLike(Refusal other) {
        return key().equals(other.key());
    }

    /** What equal ones have in common; what comes while the page is open is compared with it. */
    public String key() {
        return String.join(" | ", why, who, host(from), what);
    }

    private static String host(String address) {
        return address.substring(0, Math.max(0, address.lastIndexOf(':')));
    }

    /** How often, in words. */
    public String times() {
        return Texts.of("word.in.a.row", "count", Texts.number(count));
    }

    private Refusal again(int more) {
        return new Refusal(time, who, link, why, what, from, count + more);
    }
}
