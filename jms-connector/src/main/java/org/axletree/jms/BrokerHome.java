package org.axletree.jms;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.axletree.core.home.StateDirectory;

/** The files that the embedded broker reads as it starts: its defaults, its users, and what they may do. */
final class BrokerHome {
    static final String DIRECTORY = "openmq";
    static final String INSTANCE = "axletree";

    /** As this version of the broker calls the directory of its messages, destinations and transactions. */
    private static final String STORE = "fs370";

    private static final List<String> DEFAULTS = List.of("default.properties", "install.properties");

    private final StateDirectory home;

    BrokerHome(StateDirectory home) {
        this.home = home;
    }

    /** Writes the defaults anew: whatever a former version left there no longer counts. */
    void prepare() {
        for (String name : DEFAULTS) {
            home.replace(DIRECTORY + "/lib/props/broker/" + name, resource("/openmq/lib/props/broker/" + name));
        }
    }

    /** Where the broker keeps what lies in its queues. */
    Path store() {
        return home.file(DIRECTORY).resolve("instances").resolve(INSTANCE).resolve(STORE);
    }

    /** The broker reads it at every login. */
    void passwords(String content) {
        write("passwd", content);
    }

    /** The broker reads it anew whenever its time is another. */
    void rights(String content) {
        write("accesscontrol.properties", content);
    }

    private void write(String name, String content) {
        home.replace(
                Path.of(DIRECTORY, "instances", INSTANCE, "etc", name).toString(),
                content.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] resource(String name) {
        try (InputStream in = BrokerHome.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + ": missing from the resource adapter's archive");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
