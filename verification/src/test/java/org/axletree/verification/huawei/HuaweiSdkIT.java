package org.axletree.verification.huawei;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Clouds;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.OwnersPki;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Huawei's own SDK for Java, as Maven Central has it, finds what it is used to: a gateway, a device behind it, a certificate. */
@ExtendWith(SharedAxletree.class)
class HuaweiSdkIT {
    private static final Path SOURCE = Path.of("src/test/huawei");
    private static final Path WALK = Path.of("target/huawei").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int STEPS = 11;

    private final AxletreeProcess server;
    private final OwnersPki pki = new OwnersPki();
    private final Api api;
    private final String address;

    HuaweiSdkIT(AxletreeProcess server) {
        this.server = server;
        Clouds clouds = new Clouds(server, server.fleet().hubOfItsOwnProject());
        this.address = server.http("/v5/iot/" + clouds.project()).toString();
        this.api = clouds.huaweiApi();
    }

    @Test
    void sdk_doesAllThatItCan() throws IOException {
        install();
        Ran walk = Ran.command(
                PATIENCE,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx200m",
                        "-cp",
                        WALK.resolve("lib") + "/*",
                        WALK.resolve("Walk.java").toString(),
                        server.serverAuthority().toString(),
                        Integer.toString(server.mqttsPort()),
                        address,
                        server.adminToken(),
                        gateway(),
                        "12345678",
                        certified(),
                        store().toString()));
        System.out.println(walk.out());
        assertThat(walk.out().lines().filter(line -> line.startsWith("FAIL"))).isEmpty();
        assertThat(walk.out().lines().filter(line -> line.startsWith("pass")))
                .as(walk.err())
                .hasSize(STEPS);
    }

    private static void install() throws IOException {
        Files.createDirectories(WALK);
        for (String file : List.of("pom.xml", "Walk.java")) {
            Files.copy(SOURCE.resolve(file), WALK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        String copy = "mvn -q -B -ntp org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies"
                + " -DoutputDirectory=lib";
        Ran.command(PATIENCE, WALK, Map.of(), List.of(copy.split(" "))).orThrow();
    }

    private String gateway() {
        return made("{\"auth_type\":\"SECRET\",\"secret\":\"12345678\"}");
    }

    private String certified() {
        return made("{\"auth_type\":\"CERTIFICATES\"}");
    }

    private String made(String auth) {
        String node = Fleet.unique("node");
        return api.post("/devices", "{\"node_id\":\"" + node + "\",\"product_id\":\"p\",\"auth_info\":" + auth + "}")
                .orThrow()
                .json()
                .get("device_id")
                .asText();
    }

    /** A certificate of an authority that is uploaded and verified, with its key. */
    private Path store() {
        JsonNode authority = api.post("/certificates", json("content", pki.root("authority")))
                .orThrow()
                .json();
        String proof = pki.leaf("proof", authority.get("verify_code").asText(), "authority");
        api.post(
                        "/certificates/" + authority.get("certificate_id").asText() + "/action?action_id=verify",
                        json("verify_content", proof))
                .orThrow();
        pki.leaf("device", Fleet.unique("device"), "authority");
        Path store = pki.file("device.p12");
        Ran.command(
                        PATIENCE,
                        List.of(
                                "openssl",
                                "pkcs12",
                                "-export",
                                "-inkey",
                                pki.file("device.key").toString(),
                                "-in",
                                pki.file("device.pem").toString(),
                                "-passout",
                                "pass:",
                                "-out",
                                store.toString()))
                .orThrow();
        return store;
    }

    private static String json(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value).toString();
    }
}
