package org.axletree.verification.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/** Makes hubs, devices and routes through the management API, with the files that a device needs. */
public final class Fleet {

    /** A hub that was created. */
    public record Hub(String id, String name) {}

    /** A device that was created, with its certificate and key in files. */
    public record Device(String id, String name, Hub hub, Path certificate, Path key) {}

    /** A route that was created. */
    public record Route(String id, String queue) {}

    private final RunningHub process;
    private final Api api;

    Fleet(RunningHub process) {
        this.process = process;
        this.api = process.api();
    }

    /** A name that no other test uses. */
    public static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A hub with a name of its own, on the dedicated plan. */
    public Hub hub() {
        return hub(unique("hub"));
    }

    /** The same, the only one of its project. */
    public Hub hubOfItsOwnProject() {
        return hub(unique("hub"), "plan_dedicated", unique("project"));
    }

    public Hub hub(String name) {
        return hub(name, "plan_dedicated");
    }

    /** In a project of its own where a project may have only few of its plan. */
    public Hub hub(String name, String plan) {
        return hub(name, plan, plan.equals("plan_shared") ? unique("project") : "");
    }

    private Hub hub(String name, String plan, String project) {
        String inProject = project.isEmpty() ? "" : ",\"project_id\":\"" + project + "\"";
        JsonNode hub = api.post(
                        "hubs", "{\"name\":\"" + name + "\",\"product_plan\":\"" + plan + "\"" + inProject + "}")
                .orThrow()
                .json();
        return new Hub(hub.path("id").asText(), name);
    }

    /** A device that must use mutual TLS. */
    public Device device(Hub hub) {
        return device(hub, "");
    }

    /** A device that may come without TLS. */
    public Device insecureDevice(Hub hub) {
        return device(hub, ",\"allow_insecure\":true");
    }

    /** @param more further fields of the request, as {@code ,"allow_insecure":true} */
    public Device device(Hub hub, String more) {
        return device(hub, unique("device"), more);
    }

    public Device device(Hub hub, String name, String more) {
        JsonNode created = api.post(
                        "devices", "{\"name\":\"" + name + "\",\"hub_id\":\"" + hub.id() + "\"" + more + "}")
                .orThrow()
                .json();
        String id = created.at("/device/id").asText();
        return new Device(
                id,
                name,
                hub,
                file(id + ".crt", created.at("/certificate/crt").asText()),
                file(id + ".key", created.at("/certificate/key").asText()));
    }

    public Route route(Hub hub, String topic) {
        return route(hub, topic, unique("queue").replace('-', '_'));
    }

    public Route route(Hub hub, String topic, String queue) {
        JsonNode route = api.post(
                        "routes",
                        "{\"name\":\"" + unique("route") + "\",\"hub_id\":\"" + hub.id() + "\",\"topic\":\"" + topic
                                + "\",\"jms_config\":{\"queue_name\":\"" + queue + "\"}}")
                .orThrow()
                .json();
        return new Route(route.path("id").asText(), queue);
    }

    /** The CA that signs the devices of a hub, in a file. */
    public Path hubAuthority(Hub hub) {
        return file(
                hub.id() + "-ca.pem",
                api.get("hubs/" + hub.id() + "/ca")
                        .orThrow()
                        .json()
                        .path("ca_cert_pem")
                        .asText());
    }

    private Path file(String name, String content) {
        try {
            Path file = process.axletree().directory().resolve(name);
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
