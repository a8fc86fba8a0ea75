package org.axletree.web.console.record;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.axletree.hub.registry.audit.AuditEntry;
import org.axletree.hub.registry.audit.AuditLog;
import org.axletree.hub.registry.audit.AuditQuery;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.web.console.Formula;

/** The audit log as a file, as far as its page is restricted: CSV or JSON, the newest entries first. */
@WebServlet("/audit/export")
public class AuditExportServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 10_000;
    private static final int PAGE = PageRequest.MAX_PAGE_SIZE;

    @Inject
    private AuditLog log;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean json = "json".equals(request.getParameter("format"));
        AuditQuery query = AuditQueries.of(
                given(request, "of"),
                given(request, "hub"),
                given(request, "who"),
                given(request, "what"),
                given(request, "action"),
                given(request, "since"));
        response.setContentType(json ? "application/json" : "text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Content-Disposition", "attachment; filename=\"audit." + (json ? "json" : "csv") + "\"");
        if (json) {
            writeJson(query, response.getWriter());
        } else {
            writeCsv(query, response.getWriter());
        }
    }

    private static Optional<String> given(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private void writeCsv(AuditQuery query, PrintWriter out) {
        out.print("time,who,by,source_address,action,resource,resource_id,hub_id,before,after\r\n");
        each(
                query,
                entry -> out.print(List.of(
                                        entry.time().toString(),
                                        entry.who(),
                                        entry.by(),
                                        entry.sourceAddress(),
                                        entry.action(),
                                        entry.resource(),
                                        entry.resourceId(),
                                        entry.hubId(),
                                        entry.before(),
                                        entry.after())
                                .stream()
                                .map(AuditExportServlet::cell)
                                .collect(Collectors.joining(","))
                        + "\r\n"));
    }

    /** Quoted; what a table would take for a formula is made a text. */
    static String cell(String text) {
        return "\"" + Formula.harmless(text).replace("\"", "\"\"") + "\"";
    }

    private void writeJson(AuditQuery query, PrintWriter out) {
        try (JsonGenerator json = Json.createGenerator(out)) {
            json.writeStartArray();
            each(query, entry -> json.writeStartObject()
                    .write("time", entry.time().toString())
                    .write("who", entry.who())
                    .write("by", entry.by())
                    .write("source_address", entry.sourceAddress())
                    .write("action", entry.action())
                    .write("resource", entry.resource())
                    .write("resource_id", entry.resourceId())
                    .write("hub_id", entry.hubId())
                    .write("before", Change.object(entry.before()))
                    .write("after", Change.object(entry.after()))
                    .writeEnd());
            json.writeEnd();
        }
    }

    private void each(AuditQuery query, Consumer<AuditEntry> then) {
        for (int page = 1; page <= MOST / PAGE; page++) {
            List<AuditEntry> entries =
                    log.newestFirst(query, new PageRequest(page, PAGE, "")).items();
            entries.forEach(then);
            if (entries.size() < PAGE) {
                return;
            }
        }
    }
}
