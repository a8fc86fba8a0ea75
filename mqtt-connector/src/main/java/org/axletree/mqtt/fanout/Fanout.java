package org.axletree.mqtt.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.SubscriptionFilter;
import org.axletree.core.topic.TopicTree;
import org.axletree.door.pressure.Allowance;
import org.axletree.door.pressure.Allowances;
import org.axletree.door.pressure.Watermark;
import org.axletree.mqtt.retained.RetainedMessages;
import org.axletree.mqtt.store.Journal;
import org.axletree.mqtt.store.Recipient;
import org.axletree.mqtt.store.Store;

/**
 * The fan-out of one event loop: keeps a message if it is to be retained, finds its subscribers, stores it once for those of them whose sessions outlive
 * their connections, and gives it to them all, or to the loops they live on.
 */
public final class Fanout {
    /** What may be on the way to one event loop before those who send it wait. */
    private static final int TRANSIT_MESSAGES = 50_000;

    private static final int TRANSIT_BYTES = 32 * 1024 * 1024;

    private final HubTopics topics;
    private final int loop;
    private final List<LoopMailbox> mail;
    private final Executor home;
    private final Store store;
    private final Journal journal;
    private final Allowances allowances;
    private final RetainedMessages retained;
    private final Matches matches = new Matches();
    private final List<Recipient> recipients = new ArrayList<>();
    private boolean posting;
    /** Of the message that is being fanned out: what its outcome is made of. */
    private boolean stored;

    private Optional<Reason> refusal = Optional.empty();

    /**
     * @param loop number of this event loop
     * @param loops all event loops
     * @param inTransit one watermark for each event loop, shared by all
     * @param journal this event loop's
     */
    public Fanout(
            HubTopics topics,
            int loop,
            List<? extends Executor> loops,
            List<Watermark> inTransit,
            Store store,
            Journal journal,
            Allowances allowances,
            RetainedMessages retained) {
        this.topics = topics;
        this.loop = loop;
        this.home = loops.get(loop);
        this.store = store;
        this.journal = journal;
        this.allowances = allowances;
        this.retained = retained;
        this.mail = new ArrayList<>();
        for (int i = 0; i < loops.size(); i++) {
            mail.add(new LoopMailbox(loops.get(i), inTransit.get(i)));
        }
    }

    /** @param holds counts how often a sender is made to wait */
    public static Watermark newTransitWatermark(LongAdder holds) {
        return new Watermark(TRANSIT_MESSAGES, TRANSIT_BYTES, holds);
    }

    /**
     * Gives a message to everybody in the hub who subscribed to its topic, once each, at the highest quality of service
     * that one of the subscriptions was granted (MQTT-3.3.5-1).
     *
     * @param message its payload stays the caller's
     * @param origin the subscriber that published it, or anything else
     */
    public FanoutOutcome fanOut(String hubId, OutboundMessage message, Object origin) {
        stored = false;
        refusal = Optional.empty();
        if (message.retain()) {
            refusal = retained.put(hubId, message.toStore(store.newId()), journal.changes());
            stored = true;
        }
        Optional<TopicTree<Interest>> tree = topics.of(hubId);
        if (tree.isEmpty()) {
            return FanoutOutcome.of(false, stored, refusal, Optional.empty());
        }
        matches.find(tree.get(), message.topic().text(), origin);
        if (matches.size() == 0) {
            return FanoutOutcome.of(false, stored, refusal, Optional.empty());
        }
        try {
            OutboundMessage kept = message.qos() == Qos.AT_MOST_ONCE ? message : keep(hubId, message);
            Optional<Watermark> crowded = giveAll(hubId, kept, message);
            return FanoutOutcome.of(true, stored, refusal, crowded);
        } finally {
            matches.clear();
        }
    }

    private OutboundMessage keep(String hubId, OutboundMessage message) {
        for (int i = 0; i < matches.size(); i++) {
            if (isKeptFor(i) && !matches.isRepeated(i)) {
                recipients.add(recipient(message, matches.subscriber(i), matches.grant(i)));
            }
        }
        if (recipients.isEmpty()) {
            return message;
        }
        try {
            Allowance allowance = allowances.of(hubId);
            if (allowance.take(message.sizeFor(recipients.size()))) {
                stored = true;
                return message.keep(journal.changes(), store.newId(), recipients, allowance);
            }
            refusal = Optional.of(allowance.refusal());
            for (int i = matches.size() - 1; i >= 0; i--) {
                if (isKeptFor(i)) {
                    matches.remove(i);
                }
            }
            return message;
        } finally {
            recipients.clear();
        }
    }

    private boolean isKeptFor(int match) {
        return matches.subscriber(match).storeId() != 0 && matches.grant(match).qos() != Qos.AT_MOST_ONCE;
    }

    private Optional<Watermark> giveAll(String hubId, OutboundMessage kept, OutboundMessage published) {
        Optional<Watermark> crowded = Optional.empty();
        for (int i = 0; i < matches.size(); i++) {
            Subscriber subscriber = matches.subscriber(i);
            if (matches.isRepeated(i) && isKeptFor(i) && published.qos() != Qos.AT_MOST_ONCE) {
                giveOnceMore(hubId, published, subscriber, matches.grant(i));
            } else {
                give(kept, subscriber, matches.grant(i));
            }
            Watermark inTransit = mail.get(subscriber.loopNumber()).inTransit();
            if (subscriber.loopNumber() != loop && inTransit.isHigh()) {
                crowded = Optional.of(inTransit);
            }
        }
        return crowded;
    }

    /** What a session acknowledged is noted by session and message: what it gets of a share besides is a message of its own. */
    private void giveOnceMore(String hubId, OutboundMessage message, Subscriber subscriber, Grant grant) {
        Allowance allowance = allowances.of(hubId);
        if (allowance.take(message.sizeFor(1))) {
            stored = true;
            give(keepFor(message, subscriber, grant, allowance), subscriber, grant);
        } else {
            refusal = Optional.of(allowance.refusal());
        }
    }

    /**
     * Stores a message for one subscriber that outlives its connection.
     *
     * @return empty if its hub has no room for it
     */
    public Optional<OutboundMessage> keep(String hubId, OutboundMessage message, Subscriber subscriber, Grant grant) {
        Allowance allowance = allowances.of(hubId);
        return allowance.take(message.size())
                ? Optional.of(keepFor(message, subscriber, grant, allowance))
                : Optional.empty();
    }

    private OutboundMessage keepFor(OutboundMessage message, Subscriber subscriber, Grant grant, Allowance allowance) {
        List<Recipient> one = List.of(recipient(message, subscriber, grant));
        return message.keep(journal.changes(), store.newId(), one, allowance);
    }

    private static Recipient recipient(OutboundMessage message, Subscriber subscriber, Grant grant) {
        return new Recipient(
                subscriber.storeId(),
                message.qos().atMost(grant.qos()),
                message.retain() && grant.retainAsPublished(),
                grant.identifiers(),
                grant.share());
    }

    private void give(OutboundMessage message, Subscriber subscriber, Grant grant) {
        int target = subscriber.loopNumber();
        if (target == loop) {
            subscriber.deliver(message, grant);
        } else {
            mail.get(target).add(subscriber, grant, message);
            postSoon();
        }
    }

    /**
     * Gives a message to another one of those who share it, since the one who was to have it has ended (MQTT 5 section 4.8.2).
     *
     * @param message stays the caller's
     */
    public void passOn(String hubId, OutboundMessage message, SubscriptionFilter share) {
        topics.next(hubId, share).ifPresent(next -> {
            Subscriber subscriber = next.subscriber();
            Grant grant = next.grant();
            if (subscriber.storeId() == 0 || message.qos().atMost(grant.qos()) == Qos.AT_MOST_ONCE) {
                give(message, subscriber, grant);
                return;
            }
            Allowance allowance = allowances.of(hubId);
            if (message.isKept()) {
                // In the place of the other, which goes.
                allowance.takeAnyway(message.sizeFor(1));
            } else if (!allowance.take(message.sizeFor(1))) {
                return;
            }
            give(keepFor(message, subscriber, grant, allowance), subscriber, grant);
        });
    }

    private void postSoon() {
        if (!posting) {
            posting = true;
            home.execute(this::post);
        }
    }

    private void post() {
        posting = false;
        // What other loops will change of a message comes behind the message itself.
        journal.close();
        mail.forEach(LoopMailbox::post);
    }
}
