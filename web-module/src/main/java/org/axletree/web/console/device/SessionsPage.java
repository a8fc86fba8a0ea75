package org.axletree.web.console.device;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.axletree.core.door.SessionState;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.session.DeviceSessions;
import org.axletree.web.console.Done;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.Spans;

/** The sessions of a device: what it hears, what waits for it, and their end. */
@Named
@RequestScoped
public class SessionsPage {
    private static final String FORM = "sessions";

    @Inject
    private DeviceSessions sessions;

    @Inject
    private DevicePage devicePage;

    private List<SessionState> shown;

    public List<SessionState> getAll() {
        if (shown == null) {
            shown = sessions.of(Region.DEFAULT, devicePage.getId());
        }
        return shown;
    }

    /** Closes the connection of a session, which waits for its device. */
    public void disconnect(String clientId) {
        close(
                "done.disconnected",
                () -> sessions.disconnect(Region.DEFAULT, devicePage.getId(), Optional.of(clientId)));
    }

    /** Ends a session with all that waits in it. */
    public void end(String clientId) {
        close("done.ended", () -> sessions.end(Region.DEFAULT, devicePage.getId(), Optional.of(clientId)));
    }

    private void close(String done, Runnable what) {
        try {
            what.run();
            shown = null;
            Done.here(done);
        } catch (ProblemException refused) {
            Problems.show(refused, FORM);
        }
    }

    /** The server draws the list again. */
    public void refresh() {
        shown = null;
    }

    /** How long a session lives on, for people. */
    public String inWords(long seconds) {
        return Spans.inWords(Duration.ofSeconds(seconds));
    }
}
