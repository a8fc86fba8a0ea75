package org.axletree.hub.gate;

import java.util.Collection;
import java.util.Optional;
import org.axletree.core.identity.ConnectRequest;

/** One way of showing who one is. The gate asks them in turn; a new way is a new implementation in its own file. */
interface Authenticator {
    Authentication authenticate(ConnectRequest request);

    /**
     * The same for these requests, asked once: it may have looked up together what each of them needs. What it knows is as old as this
     * call.
     */
    default Authenticator preparedFor(Collection<ConnectRequest> requests) {
        return this;
    }

    /**
     * Whom a connection claims to be that failed here without naming anybody who exists: the same words however it is put. Who
     * guesses is slowed down by it as by a device, so that its pace does not tell who exists. Empty where there is nothing to guess.
     */
    default String claimed(ConnectRequest request) {
        return "";
    }

    /** Whose connection it is as well, where it proves nothing of what it failed to prove here: it is let in instead of being refused. */
    default Optional<Authentication.Identified> otherwise(ConnectRequest request) {
        return Optional.empty();
    }

    /**
     * No refusal leaves sooner, counted in milliseconds from the question, so that the time of a comparison does not tell whether
     * there was something to compare with.
     */
    default int soonestRefusalMillis() {
        return 0;
    }
}
