package org.axletree.hub.delivery.target.toy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.target.Delivery;
import org.axletree.hub.delivery.target.RouteTarget;
import org.axletree.hub.delivery.target.TargetConnection;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.route.ConfigurationField;
import org.axletree.hub.registry.route.RouteConfiguration;

/** A new kind of route: this class is all there is of it. */
public final class ToyTarget implements RouteTarget {
    public static final String SHELF = "shelf";

    /** What was delivered, with the shelf in front. */
    public final BlockingQueue<String> shelves = new LinkedBlockingQueue<>();

    public final BlockingQueue<LoggedMessage> messages = new LinkedBlockingQueue<>();

    /** How many messages each call had. */
    public final BlockingQueue<Integer> calls = new LinkedBlockingQueue<>();

    /** What becomes of a message on a shelf; changed while it delivers. */
    public volatile Function<String, Delivery> outcome = shelved -> Delivery.DELIVERED;

    @Override
    public String kind() {
        return "toy";
    }

    @Override
    public List<ConfigurationField> fields() {
        return List.of(ConfigurationField.text(SHELF));
    }

    @Override
    public List<Problem.ArgumentProblem> problems(RouteConfiguration configuration) {
        return configuration.text(SHELF).isEmpty()
                ? List.of(new Problem.ArgumentProblem(SHELF, "required", "is empty (expected: a shelf)"))
                : List.of();
    }

    @Override
    public TargetConnection open(String routeId, RouteConfiguration configuration) {
        String shelf = configuration.text(SHELF);
        return new TargetConnection() {
            @Override
            public List<Delivery> deliver(List<LoggedMessage> batch) {
                calls.add(batch.size());
                List<Delivery> outcomes = new ArrayList<>();
                for (LoggedMessage message : batch) {
                    String shelved = shelf + "/" + message.topic();
                    Delivery became = outcome.apply(shelved);
                    outcomes.add(became);
                    if (became instanceof Delivery.Retry) {
                        break;
                    }
                    if (became instanceof Delivery.Delivered) {
                        messages.add(message);
                        shelves.add(shelved);
                    }
                }
                return outcomes;
            }

            @Override
            public Optional<String> problem() {
                return Optional.empty();
            }
        };
    }

    @Override
    public JsonObject preview(RouteConfiguration configuration, LoggedMessage message) {
        return Json.createObjectBuilder().add(SHELF, configuration.text(SHELF)).build();
    }
}
