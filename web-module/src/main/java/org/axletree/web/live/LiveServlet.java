package org.axletree.web.live;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonWriter;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.axletree.hub.history.Presence;

/**
 * Tells an open page who is connected now: {@code /live?hub=…&device=…&device=…}. Asked every few seconds, so it reads
 * memory only, and no more than a page can show. Protected by {@code web.xml} like the pages themselves.
 */
@WebServlet("/live")
public class LiveServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    /** Most hubs, and most devices, in one request. */
    private static final int MOST = 100;

    @Inject
    private transient Presence presence;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        JsonObjectBuilder hubs = Json.createObjectBuilder();
        ids(request, "hub").forEach(hub -> hubs.add(hub, presence.connectedDevices(hub)));
        JsonObjectBuilder devices = Json.createObjectBuilder();
        ids(request, "device").forEach(device -> devices.add(device, presence.isConnected(device)));

        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        try (JsonWriter writer = Json.createWriter(response.getWriter())) {
            writer.writeObject(Json.createObjectBuilder()
                    .add("hubs", hubs)
                    .add("devices", devices)
                    .build());
        }
    }

    private static Stream<String> ids(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        return values == null
                ? Stream.empty()
                : Arrays.stream(values)
                        .filter(id -> id.length() == 36)
                        .distinct()
                        .limit(MOST);
    }
}
