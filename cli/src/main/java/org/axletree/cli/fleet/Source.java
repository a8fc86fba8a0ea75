package org.axletree.cli.fleet;

import jakarta.json.JsonObject;
import java.util.stream.Stream;
import org.axletree.cli.command.Call;

/** A kind of export. A new one is a new implementation in its own file, and one line in {@link ImportWords}. */
interface Source {

    /**
     * A device as the hub takes it, or why it cannot come along.
     *
     * @param line of the file
     * @param id as the file calls it
     * @param device empty where there is a reason
     * @param certificate PEM of the one that it is recognised by; empty if none
     */
    record Entry(int line, String id, JsonObject device, String reason, String certificate) {
        static Entry of(int line, String id, JsonObject device) {
            return new Entry(line, id, device, "", "");
        }

        static Entry skipped(int line, String id, String reason) {
            return new Entry(line, id, JsonObject.EMPTY_JSON_OBJECT, reason, "");
        }

        Entry with(String pem) {
            return new Entry(line, id, device, reason, pem);
        }
    }

    /** What it is called in the command. */
    String name();

    /** @param text of the file */
    Stream<Entry> read(String text, Call call);
}
