package org.axletree.hub.settings;

/** Of whom the console requires TLS ({@code AXLETREE_CONSOLE_HTTPS}). */
public enum ConsoleTls {
    /** Of nobody: a proxy on another machine does the TLS. */
    OFFERED,
    /** Of whoever comes from another machine. */
    REMOTE,
    /** Of everybody. */
    REQUIRED;

    /**
     * Whether a request without TLS is refused.
     *
     * @param ownMachine whether it comes from the machine itself, over its loopback interface
     */
    public boolean refusesPlain(boolean ownMachine) {
        return this == REQUIRED || this == REMOTE && !ownMachine;
    }
}
