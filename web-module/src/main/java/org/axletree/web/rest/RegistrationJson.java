package org.axletree.web.rest;

import jakarta.json.JsonObject;
import java.util.Optional;
import org.axletree.hub.registry.huawei.NewHuaweiDevice;

/** A device to be registered, in the words of Huawei's API and of its lists. */
public final class RegistrationJson {
    private RegistrationJson() {}

    /** @param auth its {@code auth_info} */
    public static NewHuaweiDevice of(
            JsonBody body, Optional<JsonBody> auth, String nodeId, String productId, boolean certificate) {
        return new NewHuaweiDevice(
                body.filledText("app_id"),
                body.filledText("device_id"),
                nodeId,
                productId,
                body.text("device_name").orElse(""),
                body.text("description").orElse(""),
                body.filledText("gateway_id"),
                body.anyObject("extension_info").map(JsonObject::toString).orElse(""),
                certificate,
                auth.flatMap(info -> info.filledText("secret")),
                auth.flatMap(info -> info.filledText("secondary_secret")),
                auth.flatMap(info -> info.text("fingerprint")).orElse(""),
                auth.flatMap(info -> info.text("secondary_fingerprint")).orElse(""),
                auth.flatMap(info -> info.flag("secure_access")).orElse(true),
                auth.flatMap(info -> info.count("timeout")).orElse(0L));
    }
}
