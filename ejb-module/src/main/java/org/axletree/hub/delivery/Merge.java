package org.axletree.hub.delivery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.axletree.hub.delivery.log.PlacedMessage;

/** The messages of several routes in the order of commits: two routes to one queue keep the order of each device there. */
final class Merge {
    private Merge() {}

    static List<Attempt> next(List<Member> members, int most) throws IOException {
        List<Source> sources = new ArrayList<>();
        for (Member member : members) {
            sources.add(new Source(member, member.cursor().peek(most)));
        }
        List<Attempt> next = new ArrayList<>();
        while (next.size() < most) {
            Source source = sources.get(0);
            for (Source other : sources) {
                if (other.place() < source.place()) {
                    source = other;
                }
            }
            if (source.place() == Long.MAX_VALUE || source.mayHaveMoreBefore(next, sources)) {
                return next;
            }
            next.add(source.take());
        }
        return next;
    }

    private static final class Source {
        private final Member member;
        private final List<PlacedMessage> messages;
        private int position;

        Source(Member member, List<PlacedMessage> messages) {
            this.member = member;
            this.messages = messages;
        }

        long place() {
            return position < messages.size() ? messages.get(position).place() : Long.MAX_VALUE;
        }

        Attempt take() {
            return new Attempt(member, messages.get(position++).message());
        }

        /** Whether another source was emptied that has more in the log, which may come first. */
        boolean mayHaveMoreBefore(List<Attempt> taken, List<Source> sources) {
            for (Source other : sources) {
                if (other != this
                        && other.position == other.messages.size()
                        && other.member.cursor().size().messages() > other.messages.size()) {
                    return !taken.isEmpty();
                }
            }
            return false;
        }
    }
}
