package org.axletree.hub.delivery.target.database;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.axletree.fence.AddressFence;
import org.axletree.fence.FencedSocketFactory;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.target.RouteTarget;
import org.axletree.hub.delivery.target.ShownPayload;
import org.axletree.hub.delivery.target.TargetConnection;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.route.ConfigurationField;
import org.axletree.hub.registry.route.RouteConfiguration;
import org.axletree.hub.settings.HubSettings;

/** PostgreSQL, MySQL and MariaDB (docs/reference/dialects/scaleway.md H1 and H4). */
@ApplicationScoped
public class DatabaseTarget implements RouteTarget {
    private static final int QUERY_LENGTH = 10_000;
    private static final int TEXT_LENGTH = 255;
    private static final Set<String> TLS_MODES = Set.of("disable", "prefer", "verify");

    /** Nothing that ends the host's place in a driver's address, where options would follow. */
    private static final Pattern HOST = Pattern.compile("[0-9A-Za-z](?:[0-9A-Za-z._-]{0,252})|[0-9A-Fa-f:.]{2,45}");

    /** Likewise. */
    private static final Pattern DATABASE = Pattern.compile("[^\\p{Cntrl}?&/#%\\\\;=,:'\"`\\s]{1,64}");

    private AddressFence fence;

    /** For the container's proxy. */
    public DatabaseTarget() {}

    @Inject
    public DatabaseTarget(HubSettings settings) {
        this(AddressFence.allowing(settings.routesAllow()));
    }

    DatabaseTarget(AddressFence fence) {
        this.fence = fence;
        FencedSocketFactory.obey(fence);
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
        List<Problem.ArgumentProblem> problems = new ArrayList<>();
        String engine = configuration.text(DatabaseConfiguration.ENGINE);
        if (!engine.isEmpty() && DatabaseEngine.named(engine).isEmpty()) {
            add(
                    problems,
                    DatabaseConfiguration.ENGINE,
                    "unknown",
                    Problem.shown(engine) + " (expected: " + DatabaseEngine.NAMES + ")");
        }
        host(configuration.text(DatabaseConfiguration.HOST), problems);
        long port = configuration.number(DatabaseConfiguration.PORT, 0);
        if (port < 1 || port > 65_535) {
            add(problems, DatabaseConfiguration.PORT, "constraint", port + " (expected: 1 to 65535)");
        }
        String database = configuration.text(DatabaseConfiguration.DATABASE);
        if (!DATABASE.matcher(database).matches()) {
            add(
                    problems,
                    DatabaseConfiguration.DATABASE,
                    database.isEmpty() ? "required" : "format",
                    Problem.shown(database)
                            + " (expected: the name of a database, 1 to 64 characters, no punctuation of"
                            + " addresses)");
        }
        length(configuration.text(DatabaseConfiguration.USERNAME), DatabaseConfiguration.USERNAME, problems);
        length(configuration.text(DatabaseConfiguration.PASSWORD), DatabaseConfiguration.PASSWORD, problems);
        query(configuration.text(DatabaseConfiguration.QUERY), problems);
        String tls = configuration.text(DatabaseConfiguration.TLS_MODE);
        if (!tls.isEmpty() && !TLS_MODES.contains(tls)) {
            add(
                    problems,
                    DatabaseConfiguration.TLS_MODE,
                    "unknown",
                    Problem.shown(tls) + " (expected: disable, prefer or verify)");
        }
        return problems;
    }

    private void host(String host, List<Problem.ArgumentProblem> problems) {
        if (!HOST.matcher(host).matches()) {
            add(
                    problems,
                    DatabaseConfiguration.HOST,
                    host.isEmpty() ? "required" : "format",
                    Problem.shown(host) + " (expected: the name or the address of a host)");
        } else {
            fence.problem(host).ifPresent(problem -> add(problems, DatabaseConfiguration.HOST, "constraint", problem));
        }
    }

    private static void query(String query, List<Problem.ArgumentProblem> problems) {
        if (query.isBlank()) {
            add(
                    problems,
                    DatabaseConfiguration.QUERY,
                    "required",
                    "is empty (expected: a statement, as insert into t values ($TOPIC, $PAYLOAD))");
        } else if (query.length() > QUERY_LENGTH || query.indexOf('\0') >= 0) {
            add(
                    problems,
                    DatabaseConfiguration.QUERY,
                    "constraint",
                    query.length() + " characters (expected: at most " + QUERY_LENGTH + ", and no NUL)");
        }
    }

    private static void length(String text, String field, List<Problem.ArgumentProblem> problems) {
        if (text.length() > TEXT_LENGTH || text.indexOf('\0') >= 0) {
            add(
                    problems,
                    field,
                    "constraint",
                    "is too long (expected: at most " + TEXT_LENGTH + " characters, and no NUL)");
        }
    }

    private static void add(List<Problem.ArgumentProblem> problems, String field, String reason, String sentence) {
        problems.add(new Problem.ArgumentProblem(field, reason, sentence));
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
