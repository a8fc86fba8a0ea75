package org.axletree.web.console.fleet;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.fleet.FleetClashes;
import org.axletree.hub.registry.fleet.FleetReport;
import org.axletree.hub.registry.fleet.FleetService;
import org.axletree.hub.registry.fleet.IncomingDevice;
import org.axletree.hub.registry.fleet.Origin;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.Texts;

/**
 * Devices move in from a table: {@code POST /files/devices/import?id=…&dry=yes|no} with {@code text/csv}, a kind of content that no
 * form of another site can send here. Protected by {@code web.xml} like the pages themselves. What is there already stays as it is, so
 * that the same file can come again.
 */
@WebServlet("/files/devices/import")
public class DeviceImport extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int LARGEST_FILE = 16 * 1024 * 1024;
    private static final int MOST_TOLD = 100;
    /** As the field of a new device says it while a name is typed. */
    private static final Pattern UNUSABLE = Pattern.compile("[+#/$]");

    private static final Origin SOURCE = Origin.of("csv");

    @Inject
    private transient FleetService fleets;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        if (!String.valueOf(request.getContentType()).startsWith("text/csv")
                || !"axletree".equals(request.getHeader("X-Requested-With"))) {
            response.setStatus(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
            return;
        }
        boolean dry = !"no".equals(request.getParameter("dry"));
        Tally tally = new Tally();
        byte[] content = request.getInputStream().readNBytes(LARGEST_FILE + 1);
        try {
            if (content.length > LARGEST_FILE) {
                throw new IllegalArgumentException("the file is larger than 16 MiB (expected: at most that; split it)");
            }
            List<Csv.Row> rows = Csv.rows(new String(content, StandardCharsets.UTF_8));
            take(String.valueOf(request.getParameter("id")), rows, dry, tally);
            response.getWriter().write(tally.json(dry).toString());
        } catch (IllegalArgumentException | ProblemException refused) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            response.getWriter()
                    .write(Json.createObjectBuilder()
                            .add(
                                    "problem",
                                    (refused instanceof ProblemException problem
                                                    ? Problems.sentences(problem)
                                                    : Problems.sentence(String.valueOf(refused.getMessage())))
                                            + (dry ? "" : tally.soFar()))
                            .build()
                            .toString());
        }
    }

    private void take(String hubId, List<Csv.Row> rows, boolean dry, Tally tally) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no device in it (expected: a line with the names of the columns, and one for each device)");
        }
        DeviceTable.requireKnown(rows.get(0));
        FleetClashes clashes = new FleetClashes(); // over all batches
        List<IncomingDevice> waiting = new ArrayList<>();
        for (Csv.Row row : rows) {
            try {
                IncomingDevice device = DeviceTable.device(row);
                clashes.problem(device).ifPresent(problem -> {
                    throw new IllegalArgumentException(problem);
                });
                waiting.add(device);
                tally.look(device.name());
            } catch (IllegalArgumentException unreadable) {
                tally.skipped.add(new FleetReport.Skipped(row.line(), row.cell("name"), unreadable.getMessage()));
            }
            if (waiting.size() == FleetService.MOST_AT_ONCE) {
                tally.add(taken(hubId, waiting, tally.created, dry), waiting.size());
                waiting = new ArrayList<>();
            }
        }
        tally.add(taken(hubId, waiting, tally.created, dry), waiting.size());
    }

    private FleetReport taken(String hubId, List<IncomingDevice> devices, int before, boolean dry) {
        return dry
                ? fleets.tryOut(Region.DEFAULT, hubId, devices, before)
                : fleets.take(Region.DEFAULT, hubId, SOURCE, devices);
    }

    private static final class Tally {
        private int created;
        private int unchanged;
        private final List<FleetReport.Skipped> skipped = new ArrayList<>();
        private final List<String> unusable = new ArrayList<>();

        /** Filters and topics that are made of such a name fail. */
        void look(String name) {
            if (UNUSABLE.matcher(name).find()) {
                unusable.add(name);
            }
        }

        void add(FleetReport report, int of) {
            unchanged += report.unchanged().size();
            skipped.addAll(report.skipped());
            created += of - report.unchanged().size() - report.skipped().size();
        }

        /** What is said of an import that ends before its end; empty where nothing of it was done. */
        String soFar() {
            return created + unchanged == 0
                    ? ""
                    : " " + Texts.of("import.broken", "created", created, "unchanged", unchanged);
        }

        private String caution() {
            return unusable.isEmpty()
                    ? ""
                    : Texts.of("import.caution", "count", unusable.size(), "name", unusable.get(0));
        }

        JsonObject json(boolean dry) {
            JsonArrayBuilder told = Json.createArrayBuilder();
            skipped.stream()
                    .sorted(Comparator.comparingInt(FleetReport.Skipped::line))
                    .limit(MOST_TOLD)
                    .forEach(each -> told.add(Json.createObjectBuilder()
                            .add("line", each.line())
                            .add("name", each.name())
                            .add("reason", Problems.sentence(each.reason()))));
            return Json.createObjectBuilder()
                    .add("dry", dry)
                    .add("created", created)
                    .add("unchanged", unchanged)
                    .add("skipped", skipped.size())
                    .add("told", told)
                    .add("caution", caution())
                    .build();
        }
    }
}
