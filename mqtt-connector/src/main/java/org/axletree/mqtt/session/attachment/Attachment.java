package org.axletree.mqtt.session.attachment;

import org.axletree.door.pressure.Share;

/** The connection that a session has at present, and what its client agreed to. On the session's event loop. */
public final class Attachment {
    private final Connection connection;
    private final Outbox outbox;
    private final SessionTerms terms;
    private final Share share;
    private int unacknowledged;
    private boolean willWanted = true;
    private boolean cut;

    /** @param share of the hub's allowance, for what is kept as long as the connection lasts */
    public Attachment(Connection connection, SessionTerms terms, Share share) {
        this.share = share;
        this.connection = connection;
        this.outbox = connection.outbox();
        this.terms = terms;
    }

    public Connection connection() {
        return connection;
    }

    /** What it takes of its hub's allowance, as long as it lasts. */
    public Share share() {
        return share;
    }

    public Outbox outbox() {
        return outbox;
    }

    public SessionTerms terms() {
        return terms;
    }

    public boolean isMqtt5() {
        return terms.isMqtt5();
    }

    /** Messages of this connection that wait for PUBACK or PUBCOMP. */
    public int unacknowledged() {
        return unacknowledged;
    }

    /** One more of them came. */
    public void received() {
        unacknowledged++;
    }

    /** One of them waits no more. */
    public void acknowledged() {
        unacknowledged = Math.max(0, unacknowledged - 1);
    }

    /** Something that its client said ends it, whatever came behind that. */
    public void cut() {
        cut = true;
    }

    /** Whether what its client said ended it. */
    public boolean isCut() {
        return cut;
    }

    /** Whether the will is to be said when the connection ends. */
    public boolean isWillWanted() {
        return willWanted;
    }

    public void wantWill(boolean wanted) {
        willWanted = wanted;
    }
}
