package org.axletree.web.console.fleet;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DeviceBatch;
import org.axletree.hub.registry.device.DeviceQuery;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.web.console.ErrorAnswer;
import org.axletree.web.console.Region;
import org.axletree.web.console.device.DeviceFilter;

/**
 * The devices that a page's address finds, as a file: {@code /files/devices?id=…&format=csv|json} and what the address has besides.
 * However many there are, some are read at a time. Protected by {@code web.xml} like the pages themselves.
 */
@WebServlet("/files/devices")
public class DeviceExport extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int AT_ONCE = 500;

    @Inject
    private transient DeviceService devices;

    @Inject
    private transient HubService hubs;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String hubId = String.valueOf(request.getParameter("id"));
        try {
            hubs.get(Region.DEFAULT, hubId);
        } catch (ProblemException refused) {
            ErrorAnswer.send(response, refused);
            return;
        }
        boolean csv = !"json".equals(request.getParameter("format"));
        response.setContentType(csv ? "text/csv" : "application/json");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"devices." + (csv ? "csv" : "json") + "\"");
        DeviceQuery query = DeviceFilter.of(request::getParameter).query(hubId);
        PrintWriter out = response.getWriter();
        out.write(csv ? DeviceTable.head() : "[");
        boolean first = true;
        Optional<String> next = Optional.of("");
        while (next.isPresent() && !out.checkError()) {
            DeviceBatch batch = devices.batch(query, next.get(), AT_ONCE);
            for (Device device : batch.devices()) {
                out.write(csv ? DeviceTable.line(device) : (first ? "\n" : ",\n") + json(device));
                first = false;
            }
            next = batch.next();
        }
        out.write(csv ? "" : "\n]\n");
    }

    private static JsonObject json(Device device) {
        return Json.createObjectBuilder()
                .add("id", device.id())
                .add("name", device.name())
                .add("description", device.description())
                .add("enabled", device.enabled())
                .add("allow_insecure", device.allowInsecure())
                .add("allow_multiple_connections", device.allowMultipleConnections())
                .add("connected", device.connected())
                .add("last_activity_at", DeviceTable.time(device.lastActivityAt()))
                .add("certificate_ends_at", DeviceTable.time(device.certificateEndsAt()))
                .add("created_at", device.createdAt().toString())
                .build();
    }
}
