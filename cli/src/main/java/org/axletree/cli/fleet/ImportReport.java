package org.axletree.cli.fleet;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.axletree.cli.command.Call;
import org.axletree.cli.terminal.ControlCharacters;
import org.axletree.cli.terminal.FileProblem;
import org.axletree.cli.terminal.Status;
import org.axletree.cli.terminal.WholeFile;

/** What came of an import: who came, who was there, who stayed behind and why, and what the owner has to know of those that came. */
final class ImportReport {
    /** Of a name, and of a reason, which may have names in it, people are shown so many characters. */
    private static final int SHOWN_OF_A_NAME = 100;

    private static final int SHOWN_OF_A_REASON = 400;

    /** Of those that stay behind, people are told so many. */
    private static final int MOST_TOLD = 20;

    private static final Comparator<JsonObject> BY_LINE = Comparator.comparing(each -> each.getInt("line"));

    private final List<String> created = new ArrayList<>();
    private final List<String> unchanged = new ArrayList<>();
    private final List<JsonObject> skipped = new ArrayList<>();
    private final List<JsonObject> noted = new ArrayList<>();

    void created(String name) {
        created.add(name);
    }

    void unchanged(String name) {
        unchanged.add(name);
    }

    void skipped(int line, String id, String reason) {
        skipped.add(line(line, id, reason));
    }

    void noted(int line, String id, String note) {
        noted.add(line(line, id, note));
    }

    /** How many came so far, or would come. */
    int createdSoFar() {
        return created.size();
    }

    /** What is said of an import that ends before its end. */
    String soFar() {
        return created.size() + " created and " + unchanged.size()
                + " unchanged before that; the same import again goes on there, as what is there stays as it is";
    }

    private static JsonObject line(int line, String id, String reason) {
        return Json.createObjectBuilder()
                .add("line", line)
                .add("id", id)
                .add("reason", reason)
                .build();
    }

    /** Shows it, and writes it where the call says. */
    Status tell(Call call, Departures departures) {
        Set<Integer> behind = skipped.stream().map(each -> each.getInt("line")).collect(Collectors.toSet());
        noted.removeIf(each -> behind.contains(each.getInt("line")));
        skipped.sort(BY_LINE);
        noted.sort(BY_LINE);
        JsonObject report = Json.createObjectBuilder()
                .add("created", Json.createArrayBuilder(departures.inOrderOfFile(created)))
                .add("unchanged", Json.createArrayBuilder(departures.inOrderOfFile(unchanged)))
                .add("skipped", Json.createArrayBuilder(skipped))
                .add("noted", Json.createArrayBuilder(noted))
                .build();
        call.written("--report").ifPresent(file -> write(Path.of(file), report));
        if (call.written("--output").isEmpty() && call.written("--query").isEmpty()) {
            tell(call);
        } else {
            call.printer().print(report, List.of());
        }
        return skipped.isEmpty() ? Status.DONE : Status.FAILED;
    }

    private void tell(Call call) {
        call.surroundings()
                .out()
                .println(created.size() + (call.flag("--dry-run") ? " would be" : "") + " created, " + unchanged.size()
                        + " unchanged, " + skipped.size() + " skipped"
                        + (noted.isEmpty() ? "" : ", " + noted.size() + " noted"));
        tell(call, skipped);
        tell(call, noted);
    }

    private static void tell(Call call, List<JsonObject> lines) {
        for (JsonObject each : lines.subList(0, Math.min(MOST_TOLD, lines.size()))) {
            call.surroundings()
                    .out()
                    .println("line " + each.getInt("line") + ", " + shown(each.getString("id"), SHOWN_OF_A_NAME)
                            + ": "
                            + shown(each.getString("reason"), SHOWN_OF_A_REASON));
        }
        if (lines.size() > MOST_TOLD) {
            call.surroundings()
                    .out()
                    .println("and " + (lines.size() - MOST_TOLD) + " more (-o json or --report FILE has all of them)");
        }
    }

    private static String shown(String text, int most) {
        return ControlCharacters.shown(text.length() <= most ? text : text.substring(0, most) + "…");
    }

    private static void write(Path file, JsonObject report) {
        try {
            WholeFile.write(file, report.toString());
        } catch (IOException unwritable) {
            throw FileProblem.unwritable("the report", file, unwritable);
        }
    }
}
