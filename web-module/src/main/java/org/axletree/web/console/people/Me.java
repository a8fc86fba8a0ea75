package org.axletree.web.console.people;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.TreeSet;
import org.axletree.hub.registry.Caller;

/** Who uses the console now, for the pages: what somebody may not do is not shown. That it is refused, the registry sees to. */
@Named
@RequestScoped
public class Me {
    private final Caller caller = Caller.current();

    public String getName() {
        return caller.name();
    }

    public String getRole() {
        return caller.role().apiName();
    }

    public boolean isAdministrator() {
        return caller.isAdministrator();
    }

    /** The projects whose things are seen; empty for all. */
    public String getProjects() {
        return caller.projects()
                .map(own -> String.join(", ", new TreeSet<>(own)))
                .orElse("");
    }

    /** Whether things of that kind may be changed. */
    public boolean changes(String kind) {
        return caller.mayChange(kind);
    }
}
