package org.axletree.web.azure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.hub.history.Presence;
import org.axletree.hub.registry.azure.AzureIdentity;
import org.axletree.hub.registry.azure.AzureIdentityService;
import org.axletree.hub.registry.azure.HubPlace;
import org.axletree.hub.registry.azure.IdentityDraft;

/** {@code /devices}, {@code /devices/{id}/modules} and {@code /statistics} of a hub. */
@ApplicationScoped
public class DeviceCalls {
    private static final int MOST_LISTED = 1_000;

    @Inject
    private AzureIdentityService identities;

    @Inject
    private Presence presence;

    AzureReply devices(HubPlace hub, AzureCall call) {
        if (call.path().size() == 1 && call.method().equals("GET")) {
            return list(identities.list(hub, top(call)));
        }
        if (call.path().size() == 2) {
            return identity(hub, call, call.word(1));
        }
        if (call.path().size() == 3 && call.is(2, "modules") && call.method().equals("GET")) {
            return list(identities.modules(hub, call.word(1)));
        }
        if (call.path().size() == 4 && call.is(2, "modules")) {
            return identity(hub, call, call.word(1) + "/" + call.word(3));
        }
        throw AzureException.unknownPath();
    }

    AzureReply statistics(HubPlace hub, AzureCall call) {
        if (call.is(1, "devices")) {
            long all = identities.count(hub, Optional.empty());
            long enabled = identities.count(hub, Optional.of(true));
            return AzureReply.of(Json.createObjectBuilder()
                    .add("totalDeviceCount", all)
                    .add("enabledDeviceCount", enabled)
                    .add("disabledDeviceCount", all - enabled)
                    .build());
        }
        if (call.is(1, "service")) {
            return AzureReply.of(Json.createObjectBuilder()
                    .add("connectedDeviceCount", presence.connectedDevices(hub.hubId()))
                    .build());
        }
        throw AzureException.unknownPath();
    }

    private AzureReply identity(HubPlace hub, AzureCall call, String name) {
        return switch (call.method()) {
            case "GET" -> reply(identities.get(hub, name));
            case "PUT" -> reply(put(hub, call, name));
            case "DELETE" -> {
                identities.delete(hub, name, Etag.revision(call.ifMatch()));
                yield AzureReply.empty(204);
            }
            default -> throw AzureException.unknownPath();
        };
    }

    /** With If-Match a change of what there is; without it something new. */
    private AzureIdentity put(HubPlace hub, AzureCall call, String name) {
        JsonObject json = call.json();
        requireName(json, "deviceId", call.word(1));
        requireName(json, "moduleId", call.word(3));
        IdentityDraft draft = IdentityJson.draft(json);
        if (call.header("If-Match").isPresent()) {
            OptionalLong revision = Etag.revision(call.ifMatch());
            return identities.update(hub, name, draft, revision);
        }
        return identities.create(hub, name, draft);
    }

    private static void requireName(JsonObject json, String member, String ofPath) {
        if (!ofPath.isEmpty()
                && IdentityJson.text(json, member)
                        .filter(said -> !said.equals(ofPath))
                        .isPresent()) {
            throw AzureException.invalid(member + ": is not that of the path");
        }
    }

    private static int top(AzureCall call) {
        try {
            int top = call.query("top").map(Integer::parseInt).orElse(MOST_LISTED);
            return Math.max(1, Math.min(MOST_LISTED, top));
        } catch (NumberFormatException none) {
            throw AzureException.invalid("top: expected a number from 1 to " + MOST_LISTED);
        }
    }

    private static AzureReply reply(AzureIdentity identity) {
        return AzureReply.of(IdentityJson.of(identity)).with("ETag", "\"" + Etag.of(identity.revision()) + "\"");
    }

    private static AzureReply list(List<AzureIdentity> identities) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        identities.forEach(each -> array.add(IdentityJson.of(each)));
        return AzureReply.of(array.build());
    }
}
