package org.axletree.web.console.device;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.Serializable;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axletree.core.door.ObjectAnswer;
import org.axletree.core.door.ObjectRequest;
import org.axletree.core.door.ObjectRequest.Operation;
import org.axletree.hub.door.Doors;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.Device;
import org.axletree.web.console.Done;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Texts;
import org.axletree.web.console.Typed;

/** The objects of an LwM2M device: looked at, read, written, executed and observed. */
@Named
@ViewScoped
public class ObjectBrowser implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int PATIENCE_SECONDS = 10;
    private static final String FORM = "objects";

    @Inject
    private Doors doors;

    @Inject
    private DevicePage devicePage;

    private String path = "";
    private String value = "";
    private String answer = "";
    private final HashMap<String, String> values = new HashMap<>();
    private transient List<ObjectView> objects;

    /** An object or instance, as it is shown. */
    public record ObjectView(String path, String name, List<ResourceView> resources) {
        static ObjectView of(JsonObject json) {
            return new ObjectView(
                    json.getString("path"),
                    json.getString("name"),
                    json.getJsonArray("resources").getValuesAs(JsonObject.class).stream()
                            .map(ResourceView::of)
                            .toList());
        }
    }

    /**
     * A resource, as it is shown.
     *
     * @param operations letters of R, W and E
     */
    public record ResourceView(String path, String name, String units, String operations) {
        static ResourceView of(JsonObject json) {
            return new ResourceView(
                    json.getString("path"),
                    json.getString("name"),
                    json.getString("units"),
                    json.getString("operations"));
        }

        public boolean isReadable() {
            return operations.contains("R");
        }
    }

    /** What the device said that it has; nothing as long as it is not registered. */
    public List<ObjectView> getObjects() {
        if (objects == null) {
            objects = asked(Operation.DESCRIBE, "", Optional.empty())
                    .value()
                    .map(text -> parsed(text).asJsonArray().getValuesAs(JsonObject.class).stream()
                            .map(ObjectView::of)
                            .toList())
                    .orElse(List.of());
        }
        return objects;
    }

    /** Reads one resource, and shows it in its row. */
    public void read(String resource) {
        path = resource;
        read();
    }

    public void read() {
        act(Operation.READ, Optional.empty());
    }

    public void write() {
        act(Operation.WRITE, Optional.of(json(value)));
    }

    public void execute() {
        act(Operation.EXECUTE, value.isEmpty() ? Optional.empty() : Optional.of(json(value)));
    }

    public void observe() {
        act(Operation.OBSERVE, Optional.empty());
    }

    private void act(Operation operation, Optional<String> argument) {
        answer = "";
        try {
            Caller.requireChange("device");
            ObjectAnswer got = asked(operation, path.startsWith("/") ? path.substring(1) : path, argument);
            if (got.kind() != ObjectAnswer.Kind.DONE) {
                throw new ProblemException(new Problem.Unavailable(got.problem()));
            }
            String shown = got.value().map(ObjectBrowser::shown).orElse("");
            got.value().ifPresent(text -> values.put(path, shown));
            answer = (got.code() + " " + shown).strip();
            if (operation != Operation.READ) {
                Done.here("done.operated");
            }
        } catch (ProblemException refused) {
            Problems.show(refused, FORM);
        }
    }

    private ObjectAnswer asked(Operation operation, String where, Optional<String> argument) {
        Device device = devicePage.getDevice();
        try {
            return doors.operate(device.hubId(), device.id(), new ObjectRequest(operation, where, argument))
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ProblemException(new Problem.Unavailable(Texts.of("problem.stopping")));
        } catch (ExecutionException | TimeoutException slow) {
            throw new ProblemException(new Problem.Unavailable(Texts.of("problem.unanswered")));
        }
    }

    /** What people write is JSON where it can be read as such, and else a text. */
    private static String json(String text) {
        try {
            return parsed(text).toString();
        } catch (JsonException | IllegalStateException e) {
            return Json.createValue(text).toString();
        }
    }

    private static String shown(String json) {
        JsonValue read = parsed(json);
        return read instanceof JsonString text ? text.getString() : read.toString();
    }

    private static JsonValue parsed(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readValue();
        }
    }

    /** What was read, by path. */
    public Map<String, String> getValues() {
        return values;
    }

    public String getAnswer() {
        return answer;
    }

    public String getPath() {
        return path;
    }

    public void setPath(String path) {
        this.path = Typed.stripped(path);
    }

    public String getValue() {
        return value;
    }

    public void setValue(String value) {
        this.value = value == null ? "" : value;
    }
}
