package org.axletree.core.route;

import java.util.List;
import java.util.Objects;

/**
 * Who may take what out of a broker in this process. Whoever runs the broker registers one with the MBean server of the
 * platform under {@link #NAME}; of a broker elsewhere there is none, as it has its own administrator.
 */
public interface BrokerAccess {
    /** As an object name of JMX. */
    String NAME = "org.axletree:type=BrokerAccess";

    /**
     * From now on there are these users, beside the hub's own and the operator's. Connections of who is gone, or has another
     * password now, are ended.
     */
    void users(List<User> users);

    /** From now on these destinations may be read by the users of their projects. */
    void destinations(List<Destination> destinations);

    /**
     * Somebody who may read what belongs to a project.
     *
     * @param password not in {@link #toString()}
     */
    record User(String name, String password, String projectId) {
        public User {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(password, "password");
            Objects.requireNonNull(projectId, "projectId");
        }

        @Override
        public String toString() {
            return "User[" + name + ", " + projectId + "]";
        }
    }

    /**
     * A queue or topic.
     *
     * @param routed whether a route leads there: then it exists, whether or not something lies in it. If none does, it goes
     *     when it is empty
     */
    record Destination(String name, boolean topic, String projectId, boolean routed) {
        public Destination {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(projectId, "projectId");
        }
    }
}
