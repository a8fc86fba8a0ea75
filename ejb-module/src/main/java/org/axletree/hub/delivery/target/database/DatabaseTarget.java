package org.axletree.hub.delivery.target.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.axletree.fence.AddressFence;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.target.RouteTarget;
import org.axletree.hub.delivery.target.ShownPayload;
import org.axletree.hub.delivery.target.TargetConnection;
import org.axletree.hub.delivery.target.TargetProblems;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.route.ConfigurationField;
import org.axletree.hub.registry.route.RouteConfiguration;

/** PostgreSQL, MySQL and MariaDB (docs/reference/dialects/scaleway.md H1 and H4). */
@ApplicationScoped
public class DatabaseTarget implements RouteTarget {
    private static final int QUERY_LENGTH = 10_000;
    private static final Set<String> TLS_MODES = Set.of("disable", "prefer", "verify");

    /** Nothing that ends the name's place in a driver's address, where options would follow. */
    private static final Pattern DATABASE = Pattern.compile("[^\\p{Cntrl}?&/#%\\\\;=,:'\"`\\s]{1,64}");

    private AddressFence fence;

    /** For the container's proxy. */
    public DatabaseTarget() {}

    @Inject
    public DatabaseTarget(AddressFence fence) {
        this.fence = fence;
    }

    @Override
    public String kind() {
        return "database";
    }

    @Override
    public String configurationName() {
        return "db_config";
    }

    @Override
    public List<ConfigurationField> fields() {
        return List.of(
                ConfigurationField.choice(DatabaseConfiguration.ENGINE),
                ConfigurationField.text(DatabaseConfiguration.HOST),
                ConfigurationField.number(DatabaseConfiguration.PORT),
                ConfigurationField.text(DatabaseConfiguration.DATABASE),
                ConfigurationField.text(DatabaseConfiguration.USERNAME),
                ConfigurationField.text(DatabaseConfiguration.PASSWORD).sealed(),
                ConfigurationField.text(DatabaseConfiguration.QUERY),
                ConfigurationField.choice(DatabaseConfiguration.TLS_MODE));
    }

    @Override
    public List<Problem.ArgumentProblem> problems(RouteConfiguration configuration) {
        TargetProblems problems = new TargetProblems(configuration, fence);
        String engine = configuration.text(DatabaseConfiguration.ENGINE);
        if (!engine.isEmpty() && DatabaseEngine.named(engine).isEmpty()) {
            problems.add(
                    DatabaseConfiguration.ENGINE,
                    "unknown",
                    Problem.shown(engine) + " (expected: " + DatabaseEngine.NAMES + ")");
        }
        problems.host(DatabaseConfiguration.HOST, configuration.text(DatabaseConfiguration.HOST));
        problems.port(DatabaseConfiguration.PORT, configuration.number(DatabaseConfiguration.PORT, 0));
        String database = configuration.text(DatabaseConfiguration.DATABASE);
        if (!DATABASE.matcher(database).matches()) {
            problems.add(
                    DatabaseConfiguration.DATABASE,
                    database.isEmpty() ? "required" : "format",
                    Problem.shown(database)
                            + " (expected: the name of a database, 1 to 64 characters, no punctuation of"
                            + " addresses)");
        }
        problems.login(DatabaseConfiguration.USERNAME);
        problems.login(DatabaseConfiguration.PASSWORD);
        query(configuration.text(DatabaseConfiguration.QUERY), problems);
        problems.choice(DatabaseConfiguration.TLS_MODE, TLS_MODES);
        return problems.found();
    }

    private static void query(String query, TargetProblems problems) {
        if (query.isBlank()) {
            problems.add(
                    DatabaseConfiguration.QUERY,
                    "required",
                    "is empty (expected: a statement, as insert into t values ($TOPIC, $PAYLOAD))");
        } else if (query.length() > QUERY_LENGTH || query.indexOf('\0') >= 0) {
            problems.add(
                    DatabaseConfiguration.QUERY,
                    "constraint",
                    query.length() + " characters (expected: at most " + QUERY_LENGTH + ", and no NUL)");
        }
    }

    @Override
    public Map<String, Object> shown(RouteConfiguration configuration) {
        Map<String, Object> shown = new LinkedHashMap<>(RouteTarget.super.shown(configuration));
        shown.put(
                DatabaseConfiguration.ENGINE,
                DatabaseConfiguration.engine(configuration).apiName());
        shown.putIfAbsent(DatabaseConfiguration.TLS_MODE, DatabaseConfiguration.STANDARD_TLS_MODE);
        return shown;
    }

    @Override
    public TargetConnection open(String routeId, RouteConfiguration configuration) {
        return new DatabaseConnection(DatabaseConfiguration.of(configuration));
    }

    @Override
    public JsonObject preview(RouteConfiguration configuration, LoggedMessage message) {
        DatabaseConfiguration database = DatabaseConfiguration.of(configuration);
        JsonArrayBuilder parameters = Json.createArrayBuilder();
        for (Optional<Object> value : database.statement().values(message, database.engine())) {
            parameters.add(value.map(DatabaseTarget::shown).orElse(JsonValue.NULL));
        }
        return Json.createObjectBuilder()
                .add("query", database.statement().sql())
                .add("parameters", parameters)
                .build();
    }

    private static JsonValue shown(Object value) {
        return value instanceof byte[] bytes ? ShownPayload.of(bytes) : Json.createValue(value.toString());
    }
}
