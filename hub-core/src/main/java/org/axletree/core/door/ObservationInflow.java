package org.axletree.core.door;

import org.axletree.core.outcome.Reason;

/** What a front door tells the hub of its connections. Never blocks: for event loops, and for everybody else. */
public interface ObservationInflow {
    /** An admitted connection has ended. Told exactly once for every {@link Admission.Admitted}, whether or not it ever became a session. */
    void departed(long connectionId, Admission.Admitted admitted, Reason reason);

    /**
     * A connection of the device exchanged packets. Told now and then, and before {@link #departed}: never for every packet.
     */
    void counted(Admission.Admitted device, Exchanged exchanged);

    /** Something was refused, dropped or closed at the door. */
    void notice(Notice notice);
}
