package org.axletree.cli.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axletree.cli.api.ApiDescription;
import org.axletree.cli.api.Field;
import org.axletree.cli.api.Operation;
import org.axletree.cli.api.SecretNames;

/** A kind of thing that files describe: its fields are those of the API. In the order in which they are made. */
enum Kind {
    HUB("hub"),
    CERTIFICATE("certificate"),
    NETWORK("network"),
    DEVICE("device"),
    ROUTE("route"),
    TOKEN("token");

    /** What of a hub is brought about by a request of its own. */
    static final String AUTHORITY = "authority";

    /** The certificate of an authority in Azure's words, as PEM, and that which proves that its owner has the key. */
    static final String PEM = "certificate";

    static final String PROOF = "proof";

    /** Where the secret of a new token is written, as the file says. */
    static final String SECRET_FILE = "secret_file";

    /** What may stand inside a hub. */
    static final List<Kind> INSIDE = List.of(CERTIFICATE, NETWORK, DEVICE, ROUTE);

    private final String noun;
    private List<Operation> operations = List.of();

    Kind(String noun) {
        this.noun = noun;
    }

    String noun() {
        return noun;
    }

    /** Whether it is a hub's; else the server's. */
    boolean isInHub() {
        return this != HUB && this != TOKEN;
    }

    String plural() {
        return noun + "s";
    }

    private Optional<Operation> operation(String verb) {
        if (operations.isEmpty() && this != CERTIFICATE) { // which Azure's API has, and not the described one
            operations = ApiDescription.operations(noun);
        }
        return operations.stream().filter(each -> each.verb().equals(verb)).findFirst();
    }

    List<Field> creation() {
        return operation("create").map(Operation::body).orElse(List.of());
    }

    List<Field> change() {
        return operation("update").map(Operation::body).orElse(List.of());
    }

    /** Whether a change of that field can be asked for. */
    boolean changes(String field) {
        return change().stream()
                .anyMatch(each -> each.name().equals(field) || each.name().startsWith(field + "."));
    }

    /** Whether it is told when one is made; what is not, as a custom limit, is told in a change behind it. */
    boolean creates(String field) {
        return creation().stream()
                .anyMatch(each -> each.name().equals(field) || each.name().startsWith(field + "."));
    }

    /** Every name that may stand in a file, with dots where it is inside another. */
    Set<String> known() {
        Set<String> known = new LinkedHashSet<>();
        List<Field> all = new ArrayList<>(creation());
        all.addAll(change());
        all.stream().map(Field::name).filter(name -> !name.equals("hub_id")).forEach(known::add);
        own().stream().map(Field::name).forEach(known::add);
        if (this == HUB) {
            INSIDE.forEach(each -> known.add(each.plural()));
        }
        return known;
    }

    /** What only files say of it. */
    private List<Field> own() {
        return switch (this) {
            case HUB ->
                List.of(
                        own("enabled", "boolean"),
                        own(AUTHORITY + ".ca_cert_pem", "string"),
                        own(AUTHORITY + ".challenge_cert_pem", "string"));
            case DEVICE ->
                Stream.concat(Stream.of(own("hub", "string"), own("enabled", "boolean")), Credentials.fields().stream())
                        .toList();
            case CERTIFICATE ->
                List.of(own("hub", "string"), own("name", "string"), own(PEM, "string"), own(PROOF, "string"));
            case NETWORK, ROUTE -> List.of(own("hub", "string"));
            case TOKEN -> List.of(own(SECRET_FILE, "string"));
        };
    }

    private static Field own(String name, String type) {
        return new Field(name, type, false, "", List.of(), false);
    }

    /** What the configuration of each kind of it is called. */
    Set<String> configurations() {
        return creation().stream()
                .map(each -> each.name().split("\\.")[0])
                .filter(name -> name.endsWith("_config"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What the API says of a field. */
    Optional<Field> field(String name) {
        return Stream.of(creation(), change(), own())
                .flatMap(List::stream)
                .filter(each -> each.name().equals(name))
                .findFirst();
    }

    /** What is told and never shown, not even that it is there. */
    boolean hides(String field) {
        return field(field).filter(Field::secret).isPresent();
    }

    /** What is shown to nobody, wherever it comes from. */
    boolean isSecret(String field) {
        return SecretNames.has(field) || hides(field);
    }

    /** Names whose insides are the owner's own, as headers. */
    Set<String> open() {
        return Stream.concat(creation().stream(), change().stream())
                .filter(each -> each.type().equals("object") || each.type().equals("any"))
                .map(Field::name)
                .collect(Collectors.toSet());
    }
}
