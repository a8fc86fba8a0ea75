package org.axletree.cli.plan;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What came about, or would. */
final class Report {
    private final boolean dry;
    private final List<String> created = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();
    private final List<String> unchanged = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> differences = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>();

    /** @param dry whether nothing of it is done */
    Report(boolean dry) {
        this.dry = dry;
    }

    void created(String title) {
        created.add(title);
    }

    /** @param different what of it, as people read it; empty where nothing is */
    void compared(String title, List<String> different) {
        differences.addAll(different);
        (different.isEmpty() ? unchanged : changed).add(title);
    }

    void deleted(String title) {
        deleted.add(title);
    }

    void problem(String title, String why) {
        problems.add(title + ": " + why);
    }

    /** @param field with a secret that is sent, as nobody can see whether it is another one */
    void secret(String field) {
        secrets.add(field);
    }

    boolean isGood() {
        return problems.isEmpty();
    }

    boolean changesNothing() {
        return created.isEmpty() && changed.isEmpty() && deleted.isEmpty();
    }

    JsonObject json() {
        return Json.createObjectBuilder()
                .add("created", Json.createArrayBuilder(created))
                .add("changed", Json.createArrayBuilder(changed))
                .add("unchanged", Json.createArrayBuilder(unchanged))
                .add("secrets", Json.createArrayBuilder(secrets))
                .add("deleted", Json.createArrayBuilder(deleted))
                .add("problems", Json.createArrayBuilder(problems))
                .build();
    }

    /** For people. */
    List<String> lines() {
        return Stream.of(
                        created.stream().map(each -> "+ " + each),
                        differences.stream(),
                        secrets.stream()
                                .map(each -> "= " + each
                                        + (dry
                                                ? ": secret, would be sent again (what is hidden cannot be compared)"
                                                : ": secret, sent again (the server leaves what is as it was)")),
                        deleted.stream().map(each -> "- " + each),
                        problems.stream().map(each -> "! " + each),
                        Stream.of((dry ? "Would be: " : "") + created.size() + " created, " + changed.size()
                                + " changed, " + unchanged.size() + " unchanged, " + deleted.size() + " deleted, "
                                + problems.size() + " problems"))
                .flatMap(lines -> lines)
                .toList();
    }
}
