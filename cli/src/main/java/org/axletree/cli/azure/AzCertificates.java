package org.axletree.cli.azure;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.axletree.cli.api.Connection;
import org.axletree.cli.command.Call;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Status;

/** Certificates of authorities, and the proof that their owner has the key. */
final class AzCertificates {
    private AzCertificates() {}

    private static String path(Call call, AzureCloud cloud) {
        return AzureCloud.hub(cloud.hub(call.need("--hub-name"), AzResources.group(call))) + "/certificates";
    }

    private static String one(Call call, AzureCloud cloud) {
        return path(call, cloud) + "/" + Connection.encoded(call.need("--name"));
    }

    /** Base64 of the file as PEM; files in DER are taken as well. */
    private static String file(Call call) {
        Path file = Path.of(call.written("--path").orElseThrow());
        byte[] bytes = call.surroundings().bytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!text.contains("-----BEGIN CERTIFICATE-----")) {
            if (bytes.length == 0 || bytes[0] != 0x30) {
                throw Failure.usage("the file " + file + " is no certificate (expected: PEM or DER)");
            }
            String der = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
            text = "-----BEGIN CERTIFICATE-----\n" + der + "\n-----END CERTIFICATE-----\n";
        }
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Map<String, String> match(Call call) {
        return call.text("--etag").map(etag -> Map.of("If-Match", etag)).orElse(Map.of());
    }

    private static JsonObject body(Call call) {
        return Json.createObjectBuilder()
                .add("properties", Json.createObjectBuilder().add("certificate", file(call)))
                .build();
    }

    static Status create(Call call) {
        JsonObject body = body(call);
        AzureCloud cloud = AzureCloud.of(call);
        String path = one(call, cloud);
        if (cloud.resource("GET", path, Optional.empty(), Map.of()).status() == 200) {
            throw new Failure(
                    Status.CONFLICT, "there is a certificate " + call.need("--name") + " already (expected: update)");
        }
        return AzResources.print(
                call,
                cloud.resource("PUT", path, Optional.of(body), Map.of())
                        .orThrow()
                        .json());
    }

    static Status update(Call call) {
        JsonObject body = body(call);
        AzureCloud cloud = AzureCloud.of(call);
        return AzResources.print(
                call,
                cloud.resource("PUT", one(call, cloud), Optional.of(body), match(call))
                        .orThrow()
                        .json());
    }

    /** With the envelope that scripts look into. */
    static Status list(Call call) {
        AzureCloud cloud = AzureCloud.of(call);
        return AzResources.print(call, cloud.resource("GET", path(call, cloud)));
    }

    static Status show(Call call) {
        AzureCloud cloud = AzureCloud.of(call);
        return AzResources.print(call, cloud.resource("GET", one(call, cloud)));
    }

    static Status delete(Call call) {
        AzureCloud cloud = AzureCloud.of(call);
        cloud.resource("DELETE", one(call, cloud), Optional.empty(), match(call))
                .orThrow();
        return Status.DONE;
    }

    static Status code(Call call) {
        return post(call, "/generateVerificationCode", JsonValue.EMPTY_JSON_OBJECT);
    }

    static Status verify(Call call) {
        return post(call, "/verify", AzureCloud.object("certificate", file(call)));
    }

    private static Status post(Call call, String action, JsonValue body) {
        AzureCloud cloud = AzureCloud.of(call);
        return AzResources.print(
                call,
                cloud.resource("POST", one(call, cloud) + action, Optional.of(body), match(call))
                        .orThrow()
                        .json());
    }
}
