package org.axletree.hub.live;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Quota;

/** Who may watch at once: so many in all, and of one project half of them, so that no tenant shuts the others out. */
final class Seats {
    private static final String WHAT = "live streams";

    private final int most;
    private final int mostOfAProject;
    private final Map<String, Integer> ofProjects = new HashMap<>();
    private int taken;

    Seats(int most) {
        this.most = most;
        this.mostOfAProject = Math.max(1, most / 2);
    }

    /**
     * Takes one for a caller.
     *
     * @return gives it back; to be called once
     * @throws org.axletree.hub.registry.ProblemException if there is none
     */
    synchronized Runnable take(Caller caller) {
        Quota.requireRoom(WHAT, most, taken);
        Optional<String> project = caller.projects().map(own -> String.join(" ", new TreeSet<>(own)));
        project.ifPresent(id -> {
            Quota.requireRoom(WHAT, mostOfAProject, ofProjects.getOrDefault(id, 0));
            ofProjects.merge(id, 1, Integer::sum);
        });
        taken++;
        return () -> giveBack(project);
    }

    private synchronized void giveBack(Optional<String> project) {
        taken--;
        project.ifPresent(id -> ofProjects.computeIfPresent(id, (key, own) -> own == 1 ? null : own - 1));
    }
}
