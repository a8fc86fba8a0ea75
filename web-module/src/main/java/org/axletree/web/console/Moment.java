package org.axletree.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.time.Instant;

/** When the page was made: what happened before is on it, what happens later it is told. */
@Named
@RequestScoped
public class Moment {
    private final Instant now = Instant.now();

    public Instant getNow() {
        return now;
    }
}
