package org.axletree.cli.command;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.axletree.cli.api.Connection;
import org.axletree.cli.api.Reply;
import org.axletree.cli.output.Printer;

/** What people look for in an answer whose JSON does not lie in rows; programs get it as it came. */
final class Shown {
    static final List<String> EVENT = List.of("time", "severity", "object-type", "object-name", "reason", "msg");
    private static final List<String> METRIC = List.of("name", "latest", "at", "sum");

    /** Of a payload, a row has so many characters; {@code -o wide} has all of them. */
    private static final int MOST_OF_A_PAYLOAD = 60;

    /** Names of so many devices are asked for; others are shown by their identifiers. */
    private static final int MOST_NAMES = 50;

    private Shown() {}

    static void print(Printer printer, Call call, String list, JsonValue answer, List<String> columns) {
        if (printer.isForPeople()
                && answer instanceof JsonObject object
                && object.get("metrics") instanceof JsonArray all) {
            printer.print(metrics(all), METRIC);
        } else if (printer.isForPeople() && answer instanceof JsonArray all && list.equals("events")) {
            printer.print(events(all, names(call)), EVENT);
        } else if (printer.isForPeople() && answer instanceof JsonArray all && list.equals("retained")) {
            printer.print(retained(all, printer.format()), columns);
        } else {
            printer.print(answer, columns);
        }
    }

    /** An event has the name of what it is about, else its identifier. */
    static JsonArray events(JsonArray events, UnaryOperator<String> names) {
        return each(events, event -> {
            String id = event.getString("object-id", "");
            String name = event.getString("object-name", "");
            if (name.isEmpty()) {
                name = event.getString("object-type", "").equals("device") && !id.equals("unknown")
                        ? names.apply(id)
                        : id;
            }
            return Json.createObjectBuilder(event).add("object-name", name);
        });
    }

    private static UnaryOperator<String> names(Call call) {
        Map<String, String> known = new HashMap<>();
        Connection connection = call.connection();
        return id -> {
            if (!known.containsKey(id) && known.size() < MOST_NAMES) {
                Reply reply = connection.get(connection.region("devices/" + id));
                known.put(
                        id, reply.status() == 200 ? reply.json().asJsonObject().getString("name", id) : id);
            }
            return known.getOrDefault(id, id);
        };
    }

    /** Of a series, its latest number and the sum of all. */
    static JsonArray metrics(JsonArray metrics) {
        return each(metrics, metric -> {
            JsonObjectBuilder row = Json.createObjectBuilder().add("name", metric.getString("name", ""));
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonValue point : metric.getJsonArray("points")) {
                JsonValue value = point.asJsonArray().get(1);
                row.add("latest", value).add("at", point.asJsonArray().get(0));
                sum = sum.add(value instanceof JsonNumber number ? number.bigDecimalValue() : BigDecimal.ZERO);
            }
            return row.add("sum", sum);
        });
    }

    /** A payload that is text is shown as that, another says that it is Base64. */
    static JsonArray retained(JsonArray messages, String format) {
        return each(messages, message -> {
            String encoded = message.getString("payload", "");
            boolean cut = message.getBoolean("is_cut", false);
            String payload = text(Base64.getDecoder().decode(encoded), cut).orElse("base64:" + encoded);
            if (!format.equals("wide") && payload.codePointCount(0, payload.length()) > MOST_OF_A_PAYLOAD) {
                payload = payload.substring(0, payload.offsetByCodePoints(0, MOST_OF_A_PAYLOAD));
                cut = true;
            }
            return Json.createObjectBuilder(message).add("payload", payload + (cut ? "…" : ""));
        });
    }

    /** @param cut whether the last character may be there in part */
    private static Optional<String> text(byte[] bytes, boolean cut) {
        for (int less = 0; less <= (cut ? Math.min(3, bytes.length) : 0); less++) {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes, 0, bytes.length - less))
                        .toString();
                return text.chars().allMatch(each -> "\t\r\n".indexOf(each) >= 0 || !Character.isISOControl(each))
                        ? Optional.of(text)
                        : Optional.empty();
            } catch (CharacterCodingException part) {
                continue;
            }
        }
        return Optional.empty();
    }

    private interface Row {
        JsonObjectBuilder of(JsonObject thing);
    }

    private static JsonArray each(JsonArray things, Row row) {
        JsonArrayBuilder rows = Json.createArrayBuilder();
        things.forEach(each -> rows.add(row.of(each.asJsonObject())));
        return rows.build();
    }
}
