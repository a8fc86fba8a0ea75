package org.axletree.cli.fleet;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.axletree.cli.api.Connection;
import org.axletree.cli.command.Call;
import org.axletree.cli.command.Standard;
import org.axletree.cli.command.Word;
import org.axletree.cli.output.Printer;
import org.axletree.cli.terminal.Failure;
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

    private static final int LONGEST_FILE = 255;

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
        List<Source.Entry> entries = source.read(text, call).toList();
        ImportReport report = new ImportReport();
        Departures departures = new Departures(entries, () -> namesOf(hub, connection));
        Batches batches = new Batches(
                connection,
                connection.region("hubs/" + hub + "/imports"),
                new Batches.Origin(source.name(), nameOf(call.arguments().get(0)), call.flag("--dry-run")),
                report);
        // Gateways before what stands behind them.
        Map<Boolean, List<Source.Entry>> parts = entries.stream()
                .collect(Collectors.partitioningBy(each -> each.gateway().isEmpty()));
        int all = entries.size();
        Progress progress = new Progress(call.surroundings(), all > Batches.AT_ONCE ? all : 0);
        int done = 0;
        for (boolean first : new boolean[] {true, false}) {
            List<Source.Entry> coming = new ArrayList<>();
            for (Source.Entry each : parts.get(first)) {
                String reason =
                        each.reason().isEmpty() ? departures.problem(each).orElse("") : each.reason();
                if (reason.isEmpty()) {
                    coming.add(each);
                } else {
                    report.skipped(each.line(), each.id(), reason);
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
            batches.end();
        }
        progress.show(all);
        return report.tell(call, departures);
    }

    /** As which the first label of a host name may name it. */
    private static Set<String> namesOf(String hub, Connection connection) {
        JsonObject shown = connection
                .get(connection.region("hubs/" + hub))
                .orThrow()
                .json()
                .asJsonObject();
        return Set.of(hub, shown.getString("name", hub).toLowerCase(Locale.ROOT));
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
