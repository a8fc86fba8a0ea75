package org.axletree.web.azure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.axletree.hub.dialect.azure.DesiredProperties;
import org.axletree.hub.registry.azure.AzureIdentityService;
import org.axletree.hub.registry.azure.AzureTwin;
import org.axletree.hub.registry.azure.AzureTwinService;
import org.axletree.hub.registry.azure.HubPlace;
import org.axletree.hub.registry.azure.TwinPatch;

/** {@code /twins} and {@code /devices/query} of a hub. */
@ApplicationScoped
public class TwinCalls {
    private static final int PAGE = 100;
    private static final int MOST = 1_000;
    private static final String CONTINUATION = "x-ms-continuation";
    private static final String PAGE_SIZE = "x-ms-max-item-count";

    @Inject
    private AzureTwinService twins;

    @Inject
    private DesiredProperties desired;

    AzureReply twin(HubPlace hub, AzureCall call, String name) {
        return switch (call.method()) {
            case "GET" -> reply(twins.get(hub, name));
            case "PATCH" -> reply(desired.change(hub, name, patch(call, false)));
            case "PUT" -> reply(desired.change(hub, name, patch(call, true)));
            default -> throw AzureException.unknownPath();
        };
    }

    AzureReply query(HubPlace hub, AzureCall call) {
        QueryCondition wanted = DeviceQuery.parse(
                IdentityJson.text(call.json(), "query").orElseThrow(() -> AzureException.invalid("query: is missing")));
        int page = pageSize(call);
        String last = call.header(CONTINUATION)
                .filter(token -> !token.isEmpty())
                .map(TwinCalls::lastOf)
                .orElse("");
        Predicate<AzureTwin> fulfils = twin -> wanted.twin().test(TwinJson.of(twin));
        List<AzureTwin> found = wanted.devices()
                .map(names -> twins.find(hub, names, last, page, fulfils))
                .orElseGet(() -> twins.find(hub, last, page, fulfils));
        JsonArrayBuilder array = Json.createArrayBuilder();
        found.forEach(twin -> array.add(TwinJson.of(twin)));
        AzureReply reply = AzureReply.of(array.build()).with("x-ms-item-type", "Twin");
        return found.size() < page
                ? reply
                : reply.with(
                        CONTINUATION,
                        Base64.getEncoder()
                                .encodeToString(found.get(page - 1)
                                        .identity()
                                        .device()
                                        .name()
                                        .getBytes(StandardCharsets.UTF_8)));
    }

    private static int pageSize(AzureCall call) {
        try {
            return Math.max(
                    1,
                    Math.min(MOST, call.header(PAGE_SIZE).map(Integer::parseInt).orElse(PAGE)));
        } catch (NumberFormatException none) {
            throw AzureException.invalid(PAGE_SIZE + ": expected a number");
        }
    }

    /** The last device of the page before, as the answer with that page said it. */
    static String lastOf(String continuation) {
        try {
            String last = new String(Base64.getDecoder().decode(continuation), StandardCharsets.UTF_8);
            if (AzureIdentityService.isName(last)) {
                return last;
            }
        } catch (IllegalArgumentException noBase64) {
            // No more than one of another's.
        }
        throw AzureException.invalid(CONTINUATION + ": expected what an answer before had");
    }

    private static TwinPatch patch(AzureCall call, boolean whole) {
        JsonObject json = call.json();
        Optional<JsonObject> wanted = IdentityJson.object(json, "properties")
                .flatMap(properties -> IdentityJson.object(properties, "desired"))
                .map(TwinCalls::withoutMarks);
        return new TwinPatch(IdentityJson.object(json, "tags"), wanted, whole, Etag.revision(call.ifMatch()));
    }

    /** What is the hub's to say: SDKs send back what they were told. */
    private static JsonObject withoutMarks(JsonObject properties) {
        JsonObjectBuilder json = Json.createObjectBuilder(properties);
        json.remove("$metadata");
        json.remove("$version");
        return json.build();
    }

    private static AzureReply reply(AzureTwin twin) {
        return AzureReply.of(TwinJson.of(twin)).with("ETag", "\"" + Etag.of(twin.version()) + "\"");
    }
}
