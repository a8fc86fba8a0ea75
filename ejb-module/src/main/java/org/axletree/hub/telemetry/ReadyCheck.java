package org.axletree.hub.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.axletree.core.door.DoorStatus;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** {@code /health/ready}: devices can connect, the database answers, the route log is written. Public: it says what, and not why. */
@Readiness
@ApplicationScoped
public class ReadyCheck implements HealthCheck {
    @Inject
    private HubHealth health;

    @Override
    public HealthCheckResponse call() {
        Map<String, DoorStatus> doors = health.doors();
        Map<String, Boolean> vitals = health.vitals();
        boolean stored = doors.values().stream()
                .allMatch(door -> door.isOpen() && door.problem().isEmpty());
        HealthCheckResponseBuilder response = HealthCheckResponse.named("axletree");
        doors.forEach((name, door) -> response.withData(name, door.isOpen()));
        response.withData("sessions", stored)
                .withData(
                        "saturated_lanes",
                        doors.values().stream()
                                .mapToInt(door -> door.backlog().saturatedLanes())
                                .sum());
        vitals.forEach(response::withData);
        // A lane that holds back its senders is one slow route: the others go on, and so does the hub.
        // The same holds for the broker while it is away: the route log takes what is for it.
        Map<String, Boolean> required = new HashMap<>(vitals);
        required.keySet().removeAll(health.optional());
        return response.status(stored && !required.isEmpty() && !required.containsValue(false))
                .build();
    }
}
