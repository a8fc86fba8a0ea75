package org.axletree.mqtt.store;

/** Hears what became of changes, on the event loop that made them. */
public interface Commit {
    /** Nobody who cares. */
    Commit NOBODY = new Commit() {
        @Override
        public void committed() {
            // Nobody waited.
        }

        @Override
        public void failed() {
            // Nobody waited.
        }
    };

    /** They survive. */
    void committed();

    /** They may not survive: nothing that depends on them may be acknowledged. */
    void failed();
}
