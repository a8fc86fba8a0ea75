package org.axletree.cli.fleet;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.axletree.cli.command.Call;
import org.axletree.cli.command.Word;

/** A kind of export. A new one is a new implementation in its own file, and one line in {@link ImportWords}. */
interface Source {

    /**
     * A device as the hub takes it, or why it cannot come along.
     *
     * @param line of the file
     * @param id as the file calls it
     * @param device empty where there is a reason
     * @param gateway that it stands behind, which comes before it; empty if none
     * @param notes what the owner has to know of a device that comes along
     */
    record Entry(int line, String id, JsonObject device, String reason, String gateway, List<String> notes) {
        static Entry of(int line, String id, JsonObject device) {
            return new Entry(line, id, device, "", "", List.of());
        }

        static Entry skipped(int line, String id, String reason) {
            return new Entry(line, id, JsonObject.EMPTY_JSON_OBJECT, reason, "", List.of());
        }

        Entry behind(String gateway) {
            return new Entry(line, id, device, reason, gateway, notes);
        }

        Entry disabled() {
            return reason.isEmpty()
                    ? new Entry(
                            line,
                            id,
                            Json.createObjectBuilder(device)
                                    .add("enabled", false)
                                    .build(),
                            reason,
                            gateway,
                            notes)
                    : this;
        }

        Entry noted(List<String> more) {
            return new Entry(
                    line,
                    id,
                    device,
                    reason,
                    gateway,
                    Stream.concat(notes.stream(), more.stream()).toList());
        }

        /** With the certificate that it is recognised by. */
        Entry with(String pem) {
            return pem.isEmpty() ? this : and("certificate_pem", pem);
        }

        private Entry and(String field, String value) {
            return new Entry(
                    line, id, Json.createObjectBuilder(device).add(field, value).build(), reason, gateway, notes);
        }
    }

    /** What it is called in the command. */
    String name();

    /** What else a command has to be told. */
    default Word options(Word word) {
        return word;
    }

    /** @param text of the file */
    Stream<Entry> read(String text, Call call);
}
