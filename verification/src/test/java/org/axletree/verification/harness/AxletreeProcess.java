package org.axletree.verification.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A running hub, as seen from outside: its addresses, its credentials, its end. */
public final class AxletreeProcess implements AutoCloseable {
    private final Axletree axletree;
    private final Launched launched;

    AxletreeProcess(Axletree axletree, Launched launched) {
        this.axletree = axletree;
        this.launched = launched;
    }

    Launched launched() {
        return launched;
    }

    /** Waits for the one line. */
    public AxletreeProcess awaitReady(Duration patience) {
        try {
            launched.awaitOutput("Axletree is ready", patience);
            return this;
        } catch (RuntimeException e) {
            close();
            throw new IllegalStateException(e.getMessage() + "\n" + out() + err() + lastLog(), e);
        }
    }

    public Axletree axletree() {
        return axletree;
    }

    public String out() {
        return launched.out();
    }

    public String err() {
        return launched.err();
    }

    public long pid() {
        // faketime and the like replace themselves by java, so that this is the process that counts.
        return launched.process().pid();
    }

    public boolean isAlive() {
        return launched.isAlive();
    }

    public Path home() {
        return axletree.home();
    }

    public int mqttPort() {
        return axletree.port("AXLETREE_MQTT_PORT");
    }

    public int mqttsPort() {
        return axletree.port("AXLETREE_MQTTS_PORT");
    }

    public URI http(String path) {
        return URI.create("http://127.0.0.1:" + axletree.port("AXLETREE_HTTP_PORT") + path);
    }

    public URI https(String path) {
        return URI.create("https://localhost:" + axletree.port("AXLETREE_HTTPS_PORT") + path);
    }

    public String adminPassword() {
        return secret("admin-password");
    }

    public String adminToken() {
        return secret("admin-token");
    }

    public String jmsPassword() {
        return secret("jms-password");
    }

    /** Address of the embedded broker. */
    public String jmsAddress() {
        return "mq://127.0.0.1:" + axletree.port("AXLETREE_JMS_PORT");
    }

    /** The management API, with the administrator's token. */
    public Api api() {
        return new Api(http(""), adminToken());
    }

    /** Hubs, devices and routes to try things with. */
    public Fleet fleet() {
        return new Fleet(this);
    }

    /** The CA of the server's own certificate, in a file. */
    public Path serverAuthority() {
        Path file = axletree.directory().resolve("server-ca.pem");
        try {
            return Files.writeString(file, api().text("/ca/server.pem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Pulls the plug: nothing of the process gets a chance to tidy up. */
    public void kill9() {
        launched.kill();
    }

    /** Asks it to end, and waits. */
    public Ran terminate(Duration patience) {
        launched.process().destroy();
        int status = launched.awaitEnd(patience);
        return new Ran(status, out(), err());
    }

    /** The end of its log, for the message of a test that failed. */
    public String lastLog() {
        Path log = home().resolve("logs/axletree.log");
        try {
            String text = Files.exists(log) ? Ran.read(log) : "";
            return text.substring(Math.max(0, text.length() - 8_000));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Memory of the process that is resident now, in bytes. */
    public long residentBytes() {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElseThrow()
                    * 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String secret(String name) {
        try {
            return Files.readString(home().resolve(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it, gently first. */
    @Override
    public void close() {
        if (!launched.isAlive()) {
            return;
        }
        launched.process().destroy();
        try {
            launched.awaitEnd(Duration.ofSeconds(15));
        } catch (IllegalStateException stillRunning) {
            launched.kill();
        }
    }
}
