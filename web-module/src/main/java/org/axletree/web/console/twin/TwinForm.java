package org.axletree.web.console.twin;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.stream.JsonParsingException;
import java.io.Serializable;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.web.console.Done;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.Texts;
import org.axletree.web.console.Typed;

/** The twin of a device, looked at and written: what others wrote meanwhile is shown before it is overwritten. */
@Named
@ViewScoped
public class TwinForm implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String FORM = "twin";

    @Inject
    private TwinKinds kinds;

    @Inject
    private DeviceService devices;

    private String deviceId;
    private String edited;
    private String newName = "";
    private String text = "";
    private long version;
    private boolean making;
    private String conflict;
    private transient List<TwinPart> parts;
    private transient TwinKind kind;
    private transient Device device;

    /** The parts of a device's twin. */
    public List<TwinPart> of(Device shown) {
        deviceId = shown.id();
        if (parts == null) {
            device = shown;
            parts = kind().parts(shown);
        }
        return parts;
    }

    private Device device() {
        if (device == null) {
            device = devices.get(Region.DEFAULT, deviceId);
        }
        return device;
    }

    private TwinKind kind() {
        if (kind == null) {
            kind = kinds.of(device().dialect());
        }
        return kind;
    }

    public boolean isDocuments() {
        return kind().hasDocuments();
    }

    public void edit(String part) {
        parts = null;
        conflict = null;
        making = false;
        kind().parts(device()).stream()
                .filter(each -> each.name().equals(part) && each.changeable())
                .findFirst()
                .ifPresent(each -> {
                    edited = part;
                    text = each.text();
                    version = each.version();
                });
    }

    /** A part that is not there yet. */
    public void make() {
        parts = null;
        conflict = null;
        making = true;
        edited = "";
        newName = "";
        text = "{\n}";
        version = 0;
    }

    public void cancel() {
        edited = null;
        conflict = null;
        parts = null;
    }

    public void save() {
        parts = null;
        try {
            String name = making ? newName : edited;
            kind().put(device(), name, content(), version);
            cancel();
            Done.here("done.saved", "what", name);
        } catch (ProblemException refused) {
            if (!making && isConflict(refused)) {
                showConflict();
            } else {
                Problems.show(refused, FORM);
            }
        }
    }

    private JsonObject content() {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (JsonParsingException wrong) {
            throw ProblemException.invalid(
                    "text",
                    "format",
                    Texts.of(
                            "problem.json.at",
                            "line",
                            wrong.getLocation().getLineNumber(),
                            "column",
                            wrong.getLocation().getColumnNumber()));
        } catch (JsonException | IllegalStateException wrong) {
            throw ProblemException.invalid("text", "format", Texts.of("problem.json", "example", "{\"name\": 1}"));
        }
    }

    private static boolean isConflict(ProblemException refused) {
        return refused.problem() instanceof Problem.PreconditionFailed
                || refused.problem() instanceof Problem.TransientState;
    }

    /** What others wrote becomes what the next try is made for. */
    private void showConflict() {
        Optional<TwinPart> now = kind().parts(device()).stream()
                .filter(each -> each.name().equals(edited))
                .findFirst();
        conflict = now.map(TwinPart::text).orElse("{}");
        version = now.map(TwinPart::version).orElse(0L);
    }

    /** Goes on with what others wrote. */
    public void takeTheirs() {
        parts = null;
        text = conflict;
        conflict = null;
    }

    public void delete(String part) {
        parts = null;
        try {
            kind().delete(device(), part);
            Done.here("done.deleted", "what", part);
        } catch (ProblemException refused) {
            Problems.show(refused, FORM);
        }
    }

    public boolean isEditing() {
        return edited != null;
    }

    public boolean isMaking() {
        return making;
    }

    public String getEdited() {
        return edited;
    }

    public String getConflict() {
        return conflict;
    }

    public long getVersion() {
        return version;
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text == null ? "" : text;
    }

    public String getNewName() {
        return newName;
    }

    public void setNewName(String newName) {
        this.newName = Typed.stripped(newName);
    }
}
