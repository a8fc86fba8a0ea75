package org.axletree.mqtt.session.context;

import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.axletree.core.door.Admission;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.outcome.Reason;
import org.axletree.door.pressure.Allowance;
import org.axletree.door.pressure.Allowances;
import org.axletree.door.pressure.Share;
import org.axletree.mqtt.fanout.OutboundMessage;
import org.axletree.mqtt.loop.Counted;
import org.axletree.mqtt.loop.Loop;
import org.axletree.mqtt.loop.Tally;
import org.axletree.mqtt.session.attachment.Attachment;
import org.axletree.mqtt.store.Changes;
import org.axletree.mqtt.store.Commit;
import org.axletree.mqtt.store.Journal;

/**
 * What holds of a session whatever it says and hears: whose it is, what that device may do, on which event loop it lives,
 * what it is in the store, which connection it has. All parts of the session share it. On the session's event loop, but for
 * what says otherwise.
 */
public final class SessionContext {
    private final SessionKey key;
    private final Loop loop;
    private final Allowances allowances;
    private final long number;
    private final boolean lasting;
    private final Share share;
    private final Tally tally;
    private final SessionNotices notices;
    private Optional<Attachment> attachment = Optional.empty();
    private volatile Admission.Admitted rights;

    /**
     * @param allowances what the hubs may keep
     * @param number the session's in the store; 0 if nothing of it is there
     * @param lasting whether it outlives its connection
     */
    public SessionContext(
            SessionKey key, Admission.Admitted rights, Loop loop, Allowances allowances, long number, boolean lasting) {
        this.key = key;
        this.rights = rights;
        this.loop = loop;
        this.allowances = allowances;
        this.number = number;
        this.lasting = lasting;
        this.share = new Share(allowances.of(key.hubId()));
        this.tally = loop.tallies().of(key.hubId());
        this.notices = new SessionNotices(this, loop.now());
    }

    // From any thread.

    public SessionKey key() {
        return key;
    }

    public String hubId() {
        return key.hubId();
    }

    /** Who it is and what it may do, as of now. */
    public Admission.Admitted rights() {
        return rights;
    }

    public SessionLimits limits() {
        return rights.limits();
    }

    public Loop loop() {
        return loop;
    }

    /** Its number in the store; 0 if nothing of it is there. */
    public long number() {
        return number;
    }

    /** Whether it outlives its connection. */
    public boolean isLasting() {
        return lasting;
    }

    /** Whether it keeps what the hub tells its device until the device has it. */
    public boolean keepsTold() {
        return lasting && rights.rules().keepsTold();
    }

    /** Its number in the store as somebody who is to hear messages; 0 if it does not outlive its connection. */
    public long storeId() {
        return lasting ? number : 0;
    }

    /** What it takes of that for sessions, subscriptions and the like. On the event loop. */
    public Share share() {
        return share;
    }

    /** What its hub may keep. */
    public Allowance allowance() {
        return allowances.of(key.hubId());
    }

    /** Does it on the session's event loop, later. */
    public void onLoop(Runnable action) {
        try {
            loop.eventLoop().execute(action);
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and the session with it.
        }
    }

    // On the event loop.

    /** What is counted of its packets. */
    public Tally tally() {
        return tally;
    }

    /** It may do this from now on. */
    public void allow(Admission.Admitted admitted) {
        rights = admitted;
    }

    /** Its connection, if it has one. */
    public Optional<Attachment> attachment() {
        return attachment;
    }

    /** A connection is the session's from now on. */
    public void attach(Attachment present) {
        attachment = Optional.of(present);
    }

    /** The connection has gone. */
    public void detach() {
        attachment.ifPresent(gone -> gone.share().clear());
        attachment = Optional.empty();
    }

    /** The hub failed with what the connection said. */
    public void fail() {
        attachment.ifPresent(present -> present.connection().close(Reason.INTERNAL_ERROR));
    }

    public Journal journal() {
        return loop.journal();
    }

    /** What is to be stored of this turn. */
    public Changes changes() {
        return loop.journal().changes();
    }

    /** Does it when what the session changed so far survives; not if the connection has ended by then. */
    public void whenStored(Runnable action) {
        if (!lasting) {
            action.run();
            return;
        }
        Optional<Attachment> present = attachment;
        loop.journal().then(new Commit() {
            @Override
            public void committed() {
                if (attachment.equals(present)) {
                    action.run();
                }
            }

            @Override
            public void failed() {
                fail();
            }
        });
    }

    // What its owner is told.

    /**
     * Tells the hub, so that the device's owner can find it.
     *
     * @param packet kind of the packet
     * @param what what it was about, as a topic
     */
    public void notice(Reason reason, String packet, String what) {
        notices.add(reason, packet, what);
    }

    /** It did not get a message. */
    public void dropped(Reason reason, OutboundMessage message) {
        loop.counters().dropped.increment();
        tally.add(Counted.PUBLISHES_DROPPED, 1);
        notice(reason, "PUBLISH", message.topic().text());
    }

    /** Time has passed: tells some of what was held back. */
    public void tellOverdue(long now) {
        notices.tellOverdue(now);
    }

    /** Tells all that was held back. */
    public void tellAll() {
        notices.tellAll();
    }
}
