package org.axletree.cli.plan;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axletree.cli.api.Field;
import org.axletree.cli.terminal.Failure;

/**
 * What devices prove themselves with, and no file carries. A file says only which it is, so that a device without it is never made in the
 * place of one with it.
 */
final class Credentials {
    /** What a device proves itself with, in the API's words. */
    static final String CREDENTIAL = "credential";

    /** The cloud in whose words a device was registered; absent where it is that of the API, in whose words {@code apply} makes devices. */
    static final String DIALECT = "dialect";

    private static final String OWN_DIALECT = "scaleway";

    /** So many devices are named in a note. */
    private static final int MOST_NAMES = 10;

    /** Those that no file carries, as people call them. */
    private static final Map<String, String> APART = Map.of(
            "password", "a user name and a password",
            "secret", "keys or a secret",
            "thumbprint", "the thumbprint of a certificate",
            "verified_authority", "a certificate from a verified authority");

    private final Map<String, List<String>> devices = new LinkedHashMap<>();

    /** The keys of a file. */
    static List<Field> fields() {
        return List.of(
                new Field(
                        CREDENTIAL,
                        "string",
                        false,
                        "",
                        APART.keySet().stream().sorted().toList(),
                        false),
                new Field(DIALECT, "string", false, "", List.of(), false));
    }

    /**
     * The same of a device, and what a file does not carry of it.
     *
     * @param fields what a file says of it otherwise
     */
    JsonObject said(String hub, JsonObject device, JsonObject fields) {
        JsonObjectBuilder said = Json.createObjectBuilder(fields);
        String credential = device.getString(CREDENTIAL, "");
        String dialect = device.getString(DIALECT, OWN_DIALECT);
        boolean ownDialect = dialect.equals(OWN_DIALECT);
        if (!ownDialect) {
            said.add(DIALECT, dialect);
        }
        if (APART.containsKey(credential)) {
            said.add(CREDENTIAL, credential);
        }
        String kind = APART.containsKey(credential)
                ? "prove themselves by " + APART.get(credential)
                : ownDialect ? "" : "were registered in the words of " + dialect;
        if (!kind.isEmpty() || device.getBoolean("has_custom_certificate", false)) {
            devices.computeIfAbsent(kind, none -> new ArrayList<>()).add(hub + "/" + device.getString("name"));
        }
        return said.build();
    }

    /** What the files do not carry, by kind. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        devices.forEach((kind, names) -> notes.add(
                kind.isEmpty()
                        ? "these devices have certificates of their owners', which no file carries; axle apply makes them elsewhere with new"
                                + " ones: " + some(names)
                        : "these devices " + kind
                                + ", which no file carries; axle apply compares them, and makes none (axle import does): "
                                + some(names)));
        return notes;
    }

    private static String some(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())))
                + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "");
    }

    /** @throws Failure if a device was to be made without what it is to prove itself with */
    static void requireCarried(Wanted wanted) {
        String credential = text(wanted, CREDENTIAL, "");
        String dialect = text(wanted, DIALECT, OWN_DIALECT);
        if (!credential.isEmpty() || !dialect.equals(OWN_DIALECT)) {
            String what = credential.isEmpty()
                    ? "it is a device in the words of " + dialect + ", which no file carries"
                    : "it proves itself by " + APART.get(credential) + ", which no file carries";
            throw Failure.failed(what + " (expected: axle import, which brings it; or neither " + CREDENTIAL + " nor "
                    + DIALECT + " in the file, for a device with a certificate)");
        }
    }

    private static String text(Wanted wanted, String field, String otherwise) {
        JsonValue said = wanted.fields().get(field);
        return said instanceof JsonString text ? text.getString() : otherwise;
    }
}
