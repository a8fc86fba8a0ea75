package org.axletree.verification.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A hub that runs, whoever started it: its addresses and its credentials, as seen from outside. */
public class RunningHub {
    private final Axletree axletree;

    RunningHub(Axletree axletree) {
        this.axletree = axletree;
    }

    public Axletree axletree() {
        return axletree;
    }

    public Path home() {
        return axletree.home();
    }

    public int mqttPort() {
        return axletree.port("AXLETREE_MQTT_PORT");
    }

    public int wsPort() {
        return axletree.port("AXLETREE_WS_PORT");
    }

    public int wssPort() {
        return axletree.port("AXLETREE_WSS_PORT");
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
            // In one step, as others may be reading it.
            Path fresh = Files.createTempFile(axletree.directory(), "server-ca", ".pem");
            Files.writeString(fresh, api().text("/ca/server.pem"));
            return Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What its log says now. */
    public String log() {
        try {
            return Ran.read(home().resolve("logs/axletree.log"));
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
}
