package org.axletree.web.azure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.StrictJson;
import org.axletree.hub.registry.azure.AzureIdentityService;
import org.axletree.hub.registry.azure.AzureTwinService;
import org.axletree.hub.registry.azure.HubPlace;
import org.axletree.hub.registry.azure.TwinPatch;

/** {@code POST /devices}: up to a hundred identities at once, each for itself; the answer names those that failed. */
@ApplicationScoped
public class BulkCalls {
    private static final int MOST = 100;

    @Inject
    private AzureIdentityService identities;

    @Inject
    private AzureTwinService twins;

    AzureReply answer(HubPlace hub, AzureCall call) {
        JsonArray entries = StrictJson.array("body", StrictJson.text("body", call.body()));
        if (entries.isEmpty() || entries.size() > MOST) {
            throw AzureException.invalid("body: " + entries.size() + " devices (expected: 1 to " + MOST + ")");
        }
        JsonArrayBuilder errors = Json.createArrayBuilder();
        boolean successful = true;
        for (JsonValue entry : entries) {
            Optional<JsonObject> error = carriedOut(hub, entry);
            error.ifPresent(errors::add);
            successful &= error.isEmpty();
        }
        return AzureReply.of(
                successful ? 200 : 400,
                Json.createObjectBuilder()
                        .add("isSuccessful", successful)
                        .add("errors", errors)
                        .add("warnings", JsonValue.EMPTY_JSON_ARRAY)
                        .build());
    }

    /** Answers why it was not carried out. */
    private Optional<JsonObject> carriedOut(HubPlace hub, JsonValue entry) {
        String name = "";
        try {
            if (!(entry instanceof JsonObject json)) {
                throw AzureException.invalid("a device is no JSON object");
            }
            String module =
                    IdentityJson.text(json, "moduleId").map(id -> "/" + id).orElse("");
            name = IdentityJson.text(json, "id").orElseThrow(() -> AzureException.invalid("id: is missing"));
            carryOut(hub, name + module, json);
            return Optional.empty();
        } catch (AzureException refusal) {
            return Optional.of(error(name, refusal));
        } catch (ProblemException refusal) {
            return Optional.of(error(name, AzureException.of(refusal.problem())));
        }
    }

    private void carryOut(HubPlace hub, String name, JsonObject json) {
        String mode = IdentityJson.text(json, "importMode").orElse("create").toLowerCase(Locale.ROOT);
        boolean matches = mode.endsWith("ifmatchetag");
        OptionalLong revision = matches ? etag(json, "eTag") : OptionalLong.empty();
        switch (matches ? mode.substring(0, mode.length() - "ifmatchetag".length()) : mode) {
            case "create" -> {
                identities.create(hub, name, IdentityJson.draft(json));
                twin(hub, name, json, OptionalLong.empty());
            }
            case "createorupdate" -> {
                if (identities.find(hub, name).isPresent()) {
                    identities.update(hub, name, IdentityJson.draft(json), revision);
                } else {
                    identities.create(hub, name, IdentityJson.draft(json));
                }
                twin(hub, name, json, OptionalLong.empty());
            }
            case "update" -> identities.update(hub, name, IdentityJson.draft(json), revision);
            case "updatetwin" -> twin(hub, name, json, matches ? etag(json, "twinETag") : OptionalLong.empty());
            case "delete" -> identities.delete(hub, name, revision);
            default ->
                throw AzureException.invalid("importMode: expected create, update, delete, createOrUpdate or"
                        + " updateTwin, each but create with IfMatchETag as well");
        }
    }

    private void twin(HubPlace hub, String name, JsonObject json, OptionalLong revision) {
        Optional<JsonObject> tags = IdentityJson.object(json, "tags");
        Optional<JsonObject> desired = IdentityJson.object(json, "properties")
                .flatMap(properties -> IdentityJson.object(properties, "desired"));
        if (tags.isPresent() || desired.isPresent()) {
            twins.change(hub, name, new TwinPatch(tags, desired, false, revision));
        }
    }

    private static OptionalLong etag(JsonObject json, String member) {
        return Etag.revision(IdentityJson.text(json, member)
                .or(() -> IdentityJson.text(json, member.toLowerCase(Locale.ROOT)))
                .map(tag -> tag.replace("\"", "")));
    }

    private static JsonObject error(String name, AzureException refusal) {
        return Json.createObjectBuilder()
                .add("deviceId", name)
                .add("errorCode", refusal.name())
                .add("errorStatus", refusal.getMessage())
                .build();
    }
}
