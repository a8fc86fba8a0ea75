package org.axletree.hub.delivery.target.database;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axletree.hub.delivery.log.LoggedMessage;
import org.axletree.hub.delivery.log.Origin;

/**
 * The statement of a route, with a parameter for each {@code $TOPIC}, {@code $PAYLOAD}, {@code $DEVICE}, {@code $TIME}, {@code
 * $MESSAGE_ID} and {@code $ENRICHMENT} that stands outside quotes and comments. Everything else in the text is the owner's and stays as it is.
 *
 * @param text as its owner wrote it
 * @param sql as JDBC takes it
 * @param parameters in their order
 */
record RouteStatement(String text, String sql, List<Parameter> parameters) {

    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    /** What a message brings into a statement. */
    enum Parameter {
        TOPIC,
        PAYLOAD,
        DEVICE,
        TIME,
        /** The same at each try: a unique column of it keeps a message from being there twice. */
        MESSAGE_ID,
        /** What the route adds, as one text of JSON. */
        ENRICHMENT
    }

    RouteStatement {
        parameters = List.copyOf(parameters);
    }

    static RouteStatement of(String query, DatabaseEngine engine) {
        return new Reader(query, engine).read();
    }

    /** Whether it changes rows and answers none, so that many can be sent at once. */
    boolean isBatchable() {
        String begin = sql.stripLeading().toLowerCase(java.util.Locale.ROOT);
        return (begin.startsWith("insert") || begin.startsWith("update") || begin.startsWith("delete"))
                && !begin.contains("returning");
    }

    /** What a message brings for each parameter, in their order; empty for NULL. */
    List<Optional<Object>> values(LoggedMessage message, DatabaseEngine engine) {
        List<Optional<Object>> values = new ArrayList<>(parameters.size());
        for (Parameter parameter : parameters) {
            values.add(
                    switch (parameter) {
                        case TOPIC -> Optional.of(message.topic());
                        case PAYLOAD -> Optional.of(message.payload());
                        case DEVICE ->
                            message.origin().kind() == Origin.Kind.DEVICE
                                    ? Optional.of(message.origin().id())
                                    : Optional.empty();
                        case TIME -> Optional.of(time(Instant.ofEpochMilli(message.receivedAt()), engine));
                        case MESSAGE_ID -> Optional.of(message.id());
                        case ENRICHMENT -> Optional.of(json(message.enrichment()));
                    });
        }
        return values;
    }

    private static String json(Map<String, String> texts) {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        texts.forEach(json::add);
        return json.build().toString();
    }

    private static Object time(Instant time, DatabaseEngine engine) {
        return engine == DatabaseEngine.POSTGRESQL
                ? OffsetDateTime.ofInstant(time, ZoneOffset.UTC)
                : LocalDateTime.ofInstant(time, ZoneOffset.UTC); // MySQL has no time zones
    }

    /** Goes through a query once. */
    private static final class Reader {
        private final String text;
        private final boolean postgresql;
        private final StringBuilder sql = new StringBuilder();
        private final List<Parameter> parameters = new ArrayList<>();
        private int at;

        Reader(String text, DatabaseEngine engine) {
            this.text = text;
            this.postgresql = engine == DatabaseEngine.POSTGRESQL;
        }

        RouteStatement read() {
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == '\'') {
                    // PostgreSQL knows backslashes in E'…' only.
                    copyQuoted('\'', !postgresql || endsWithWord("e"));
                } else if (c == '"') {
                    copyQuoted('"', !postgresql);
                } else if (c == '`' && !postgresql) {
                    copyQuoted('`', false);
                } else if (startsWith("--") || c == '#' && !postgresql) {
                    copyTo(text.indexOf('\n', at));
                } else if (startsWith("/*")) {
                    copyComment();
                } else if (c == '$' && !endsWithIdentifier()) {
                    dollar();
                } else if (c == '?' && postgresql) {
                    sql.append("??"); // an operator, which the driver must not take for a parameter
                    at++;
                } else {
                    sql.append(c);
                    at++;
                }
            }
            return new RouteStatement(text, sql.toString(), parameters);
        }

        private void dollar() {
            for (Parameter parameter : Parameter.values()) {
                String word = "$" + parameter.name();
                if (startsWith(word) && !isIdentifierAt(at + word.length())) {
                    sql.append('?');
                    parameters.add(parameter);
                    at += word.length();
                    return;
                }
            }
            int tagEnd = postgresql ? tagEnd() : -1;
            if (tagEnd < 0) {
                sql.append('$');
                at++;
                return;
            }
            String tag = text.substring(at, tagEnd);
            int end = text.indexOf(tag, tagEnd);
            copyTo(end < 0 ? -1 : end + tag.length());
        }

        /** Behind the tag of a string quoted by dollars, as {@code $$} or {@code $body$}; -1 if there is none here. */
        private int tagEnd() {
            int end = at + 1;
            while (end < text.length() && text.charAt(end) != '$' && isIdentifierAt(end)) {
                end++;
            }
            return end < text.length() && text.charAt(end) == '$' && !Character.isDigit(text.charAt(at + 1))
                    ? end + 1
                    : -1;
        }

        private void copyQuoted(char quote, boolean backslashes) {
            int end = at + 1;
            while (end < text.length() && text.charAt(end) != quote) {
                end += backslashes && text.charAt(end) == '\\' ? 2 : 1;
            }
            copyTo(end + 1); // a doubled quote ends one text and begins the next
        }

        private void copyComment() {
            int depth = 0;
            int end = at;
            do {
                if (text.startsWith("/*", end) && (depth == 0 || postgresql)) {
                    depth++;
                    end += 2;
                } else if (text.startsWith("*/", end)) {
                    depth--;
                    end += 2;
                } else {
                    end++;
                }
            } while (depth > 0 && end < text.length());
            copyTo(end);
        }

        /** @param end -1 for the end of the text */
        private void copyTo(int end) {
            int last = end < 0 ? text.length() : Math.min(end, text.length());
            sql.append(text, at, last);
            at = last;
        }

        private boolean startsWith(String word) {
            return text.startsWith(word, at);
        }

        private boolean endsWithIdentifier() {
            return at > 0 && isIdentifierAt(at - 1);
        }

        private boolean endsWithWord(String letter) {
            return at > 0 && text.regionMatches(true, at - 1, letter, 0, 1) && (at == 1 || !isIdentifierAt(at - 2));
        }

        private boolean isIdentifierAt(int index) {
            if (index >= text.length()) {
                return false;
            }
            char c = text.charAt(index);
            return Character.isLetterOrDigit(c) || c == '_' || c == '$' && index != at;
        }
    }
}
