package org.axletree.mqtt.session;

/** The connection that a session has at present, and what its client agreed to. On the session's event loop. */
final class Attachment {
    private final Connection connection;
    private final Outbox outbox;
    private final SessionTerms terms;
    private int unacknowledged;
    private boolean willWanted = true;

    Attachment(Connection connection, Outbox outbox, SessionTerms terms) {
        this.connection = connection;
        this.outbox = outbox;
        this.terms = terms;
    }

    Connection connection() {
        return connection;
    }

    Outbox outbox() {
        return outbox;
    }

    SessionTerms terms() {
        return terms;
    }

    boolean isMqtt5() {
        return terms.isMqtt5();
    }

    /** Messages of this connection that wait for PUBACK or PUBCOMP. */
    int unacknowledged() {
        return unacknowledged;
    }

    void received() {
        unacknowledged++;
    }

    void acknowledged() {
        unacknowledged = Math.max(0, unacknowledged - 1);
    }

    /** Whether the will is to be said when the connection ends. */
    boolean isWillWanted() {
        return willWanted;
    }

    void wantWill(boolean wanted) {
        willWanted = wanted;
    }
}
