package org.axletree.cli.fleet;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.axletree.cli.api.Connection;
import org.axletree.cli.command.Call;
import org.axletree.cli.command.Standard;
import org.axletree.cli.command.Word;
import org.axletree.cli.output.Printer;
import org.axletree.cli.terminal.ControlCharacters;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.FileProblem;
import org.axletree.cli.terminal.Progress;
import org.axletree.cli.terminal.Status;
import org.axletree.cli.terminal.WholeFile;

/** {@code axle import}: hands devices over, many at once, and says of each that stays behind why. */
public final class ImportWords {
    private static final List<Source> SOURCES = List.of(
            new AzureExport(),
            new ScalewayLists(),
            new HuaweiLists(),
            new AwsCertificates(),
            new MosquittoFiles(),
            new EmqxExport(),
            new HiveMqFile(),
            new CsvFile());

    /** A hub waits with its other changes while so many come. */
    private static final int AT_ONCE = 500;

    /** What the API takes at once. */
    private static final int MOST_AT_ONCE = 1_000;

    private static final int BYTES_AT_ONCE = 400_000;

    /** So many batches are under way at once, where there is room for all of them: else the order says who comes. */
    private static final int MOST_SENT = 2;

    /** What the API takes of a body, unless its operator allows more. */
    private static final int MOST_BYTES = 1_048_576;

    /** Of a name, and of a reason, which may have names in it, people are shown so many characters. */
    private static final int SHOWN_OF_A_NAME = 100;

    private static final int LONGEST_FILE = 255;

    private static final int SHOWN_OF_A_REASON = 400;

    /** Of those that stay behind, people are told so many. */
    private static final int MOST_TOLD = 20;

    private static final Comparator<JsonObject> BY_LINE = Comparator.comparing(each -> each.getInt("line"));

    private ImportWords() {}

    public static Word word() {
        Word word =
                Word.group("import", "Takes devices over from other hubs and brokers, with their keys and passwords.");
        for (Source source : SOURCES) {
            word.with(source.options(Standard.of(Word.of(
                            source.name(),
                            "Takes devices over from an export of " + source.name() + ".",
                            call -> run(call, source)))
                    .arguments("FILE", "1", "The export; - for standard input.")
                    .needs("The hub that they move into.", "--hub", "--hub-id")
                    .flag("Says what would come of it, and changes nothing.", "--dry-run")
                    .option(
                            "A file for the whole report, as JSON: it holds each device that stays behind, and why.",
                            "--report")));
        }
        return word.with(
                Standard.of(Word.of("status", "Lists who has arrived, who has not, and why.", ImportWords::status))
                        .needs("The hub.", "--hub", "--hub-id")
                        .choice("Only those that have, or that have not.", "--arrived"));
    }

    private static Status run(Call call, Source source) {
        call.printer(); // a wrong format is told before anything is done, and a report without a place
        call.written("--report").ifPresent(report -> WholeFile.requirePlace("the report", Path.of(report)));
        Path file = Path.of(call.arguments().get(0));
        String text = text(file, call.surroundings().bytes(file));
        Connection connection = call.connection();
        String hub = call.names().id("hub_id", call.need("--hub"), Optional.empty());
        // Gateways before what stands behind them.
        Map<Boolean, List<Source.Entry>> entries = source.read(text, call)
                .collect(Collectors.partitioningBy(each -> each.gateway().isEmpty()));
        int all = entries.get(true).size() + entries.get(false).size();
        Batches batches = new Batches(
                call,
                connection.region("hubs/" + hub + "/imports"),
                connection,
                source.name(),
                nameOf(call.arguments().get(0)));
        Progress progress = new Progress(call.surroundings(), all > AT_ONCE ? all : 0);
        Departures departures = new Departures();
        int done = 0;
        for (boolean first : new boolean[] {true, false}) {
            List<Source.Entry> coming = new ArrayList<>();
            for (Source.Entry each : entries.get(first)) {
                String reason =
                        each.reason().isEmpty() ? departures.problem(each).orElse("") : each.reason();
                if (reason.isEmpty()) {
                    coming.add(each);
                } else {
                    batches.skip(each, reason);
                    done++;
                }
            }
            Departures.arrange(coming);
            for (Source.Entry each : coming) {
                done++;
                if (batches.add(each) && done < all) {
                    progress.show(done);
                }
            }
            batches.send();
            batches.await();
        }
        progress.show(all);
        return batches.report(departures);
    }

    /** What the hub is told of the file, for its audit log; empty for standard input. */
    private static String nameOf(String file) {
        String name = file.equals("-") ? "" : String.valueOf(Path.of(file).getFileName());
        return name.length() <= LONGEST_FILE ? name : "";
    }

    private static String text(Path file, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        if (result.isError()) {
            long line = 1
                    + new String(bytes, 0, in.position(), StandardCharsets.UTF_8)
                            .chars()
                            .filter(each -> each == '\n')
                            .count();
            throw Failure.usage("line " + line + " of " + file + " is no text in UTF-8 (expected: UTF-8)");
        }
        return out.flip().toString();
    }

    private static Status report(
            Call call,
            JsonArrayBuilder created,
            JsonArrayBuilder unchanged,
            List<JsonObject> skipped,
            List<JsonObject> noted) {
        Set<Integer> behind = skipped.stream().map(each -> each.getInt("line")).collect(Collectors.toSet());
        noted.removeIf(each -> behind.contains(each.getInt("line")));
        skipped.sort(BY_LINE);
        noted.sort(BY_LINE);
        JsonObjectBuilder given = Json.createObjectBuilder()
                .add("created", created)
                .add("unchanged", unchanged)
                .add("skipped", Json.createArrayBuilder(skipped))
                .add("noted", Json.createArrayBuilder(noted));
        JsonObject report = given.build();
        call.written("--report").ifPresent(file -> write(Path.of(file), report));
        if (call.written("--output").isEmpty() && call.written("--query").isEmpty()) {
            tell(call, report);
        } else {
            call.printer().print(report, List.of());
        }
        return skipped.isEmpty() ? Status.DONE : Status.FAILED;
    }

    private static void tell(Call call, JsonObject report) {
        call.surroundings()
                .out()
                .println(report.getJsonArray("created").size() + (call.flag("--dry-run") ? " would be" : "")
                        + " created, "
                        + report.getJsonArray("unchanged").size() + " unchanged, "
                        + report.getJsonArray("skipped").size() + " skipped"
                        + (report.getJsonArray("noted").isEmpty()
                                ? ""
                                : ", " + report.getJsonArray("noted").size() + " noted"));
        tell(call, report.getJsonArray("skipped").getValuesAs(JsonObject.class));
        tell(call, report.getJsonArray("noted").getValuesAs(JsonObject.class));
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

    private static JsonObject line(int line, String id, String reason) {
        return Json.createObjectBuilder()
                .add("line", line)
                .add("id", id)
                .add("reason", reason)
                .build();
    }

    /** What is handed over at once. */
    private static final class Batches {
        private static final String END = "]}";
        private static final int LONGEST_HEAD = 1_800;
        private final Call call;
        private final String path;
        private final Connection connection;
        private final String source;
        private final String file;
        private final boolean dry;
        private final List<String> created = new ArrayList<>();
        private final List<String> unchanged = new ArrayList<>();
        private final List<JsonObject> skipped = new ArrayList<>();
        private final List<JsonObject> noted = new ArrayList<>();
        private final Set<String> coming = new HashSet<>();
        private final StringBuilder devices = new StringBuilder();
        private int count;
        private int bytes;

        /** The hub works on them while the next batch is read. */
        private final Deque<CompletableFuture<JsonObject>> sent = new ArrayDeque<>();

        /** How many devices more the hub takes, as it said last. */
        private long room;

        Batches(Call call, String path, Connection connection, String source, String file) {
            this.call = call;
            this.path = path;
            this.connection = connection;
            this.dry = call.flag("--dry-run");
            this.source = source;
            this.file = file;
        }

        /** A trial run is told how many devices it would have made before. */
        private String head() {
            JsonObjectBuilder fields =
                    Json.createObjectBuilder().add("source", source).add("dry_run", dry);
            if (!file.isEmpty()) {
                fields.add("file", file);
            }
            if (dry) {
                fields.add("devices_before", created.size());
            }
            String head = fields.build().toString();
            return head.substring(0, head.length() - 1) + ",\"devices\":[";
        }

        void skip(Source.Entry entry, String reason) {
            skipped.add(ImportWords.line(entry.line(), entry.id(), reason));
        }

        /** @return whether a batch was sent */
        boolean add(Source.Entry entry) {
            JsonObject device = dry && coming.contains(entry.gateway())
                    ? Json.createObjectBuilder(entry.device())
                            .add("gateway_comes", true)
                            .build()
                    : entry.device();
            String written = device.toString();
            int size = written.getBytes(StandardCharsets.UTF_8).length + 1;
            int room = MOST_BYTES - LONGEST_HEAD - END.length();
            if (size > room) {
                skip(entry, "takes " + size + " bytes (expected: at most " + room + ", as the API takes at once)");
                return false;
            }
            boolean full = bytes + size > room;
            if (full) {
                send();
            }
            entry.notes().forEach(note -> noted.add(ImportWords.line(entry.line(), entry.id(), note)));
            devices.append(count == 0 ? "" : ",").append(written);
            bytes += size;
            count++;
            if (count < AT_ONCE && bytes < BYTES_AT_ONCE) {
                return full;
            }
            send();
            return true;
        }

        void send() {
            if (count == 0) {
                return;
            }
            awaitAllBut(dry ? 0 : underWay() - 1);
            byte[] body = (head() + devices + END).getBytes(StandardCharsets.UTF_8);
            devices.setLength(0);
            bytes = 0;
            count = 0;
            sent.add(CompletableFuture.supplyAsync(() -> connection
                    .send("POST", path, Optional.of(body), Map.of(), true)
                    .orThrow()
                    .json()
                    .asJsonObject()));
        }

        private int underWay() {
            return room >= (long) MOST_SENT * MOST_AT_ONCE ? MOST_SENT : 1;
        }

        /** Until the hub has answered what was sent. */
        void await() {
            awaitAllBut(0);
        }

        private void awaitAllBut(int most) {
            try {
                while (sent.size() > most) {
                    note(sent.remove().join());
                }
            } catch (CompletionException failed) {
                throw failed.getCause() instanceof Failure failure ? failure : failed;
            }
        }

        private void note(JsonObject answer) {
            room = answer.getInt("room", 0);
            answer.getJsonArray("created").forEach(each -> {
                String name = each.asJsonObject().getString("name");
                created.add(name);
                coming.add(name);
            });
            answer.getJsonArray("unchanged").forEach(each -> unchanged.add(((JsonString) each).getString()));
            answer.getJsonArray("skipped").forEach(each -> {
                JsonObject one = each.asJsonObject();
                skipped.add(ImportWords.line(one.getInt("line"), one.getString("name"), one.getString("reason")));
            });
            JsonThings.objects(answer, "noted")
                    .forEach(one -> noted.add(
                            ImportWords.line(one.getInt("line"), one.getString("name"), one.getString("reason"))));
        }

        Status report(Departures departures) {
            return ImportWords.report(
                    call,
                    Json.createArrayBuilder(departures.inOrderOfFile(created)),
                    Json.createArrayBuilder(departures.inOrderOfFile(unchanged)),
                    skipped,
                    noted);
        }
    }

    private static Status status(Call call) {
        Printer printer = call.printer();
        Connection connection = call.connection();
        String hub = call.names().id("hub_id", call.need("--hub"), Optional.empty());
        Map<String, String> query = new LinkedHashMap<>();
        call.written("--arrived").ifPresent(text -> query.put("arrived", text));
        String path = connection.region("hubs/" + hub + "/imports");
        // What is counted is what is listed: whoever arrives in between is not both.
        List<JsonObject> answers = new ArrayList<>();
        JsonArray devices = connection.all(path, query, "devices", answers::add);
        JsonObject counts = answers.get(answers.size() - 1);
        long arrived = devices.getValuesAs(JsonObject.class).stream()
                .filter(each -> each.getBoolean("arrived"))
                .count();
        call.surroundings()
                .note((query.isEmpty()
                                ? arrived + " of " + devices.size()
                                : counts.getInt("arrived") + " of " + counts.getInt("imported"))
                        + " have arrived");
        printer.print(devices, List.of("name", "source", "arrived", "last_activity_at", "last_refusal"));
        return Status.DONE;
    }
}
