package org.axletree.web.azure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.hub.registry.authority.DeviceAuthority;
import org.axletree.hub.registry.authority.DeviceAuthorityService;
import org.axletree.hub.registry.azure.AzureHub;
import org.axletree.hub.registry.azure.AzureResourceService;
import org.axletree.hub.registry.azure.HubDraft;
import org.axletree.hub.registry.azure.ResourceGroup;
import org.axletree.hub.registry.policy.HubPolicy;
import org.axletree.hub.registry.policy.PolicyService;
import org.axletree.hub.settings.HubSettings;

/** What stands under {@code /subscriptions/{any}}: groups, hubs, policies, certificates. */
@ApplicationScoped
public class ResourceCalls {
    private static final int MOST_PARTITIONS = 32;
    private static final Duration SHORTEST_TTL = Duration.ofMinutes(1);
    private static final Duration LONGEST_TTL = Duration.ofDays(2);

    @Inject
    private AzureResourceService resources;

    @Inject
    private PolicyService policies;

    @Inject
    private DeviceAuthorityService authorities;

    @Inject
    private ProvisioningServiceCalls provisioning;

    @Inject
    private HubSettings settings;

    AzureReply answer(AzureCall call) {
        String subscription = call.word(1);
        int size = call.path().size();
        if (call.is(2, "providers") && call.is(3, "Microsoft.Devices") && call.is(4, "IotHubs") && size == 5) {
            return hubs(subscription, Optional.empty());
        }
        if (!call.is(2, "resourceGroups")) {
            throw AzureException.unknownPath();
        }
        if (size == 3) {
            return groups(subscription);
        }
        if (size == 4) {
            return group(subscription, call);
        }
        if (call.is(4, "providers") && call.is(5, "Microsoft.Devices") && call.is(6, "provisioningServices")) {
            return provisioning.answer(subscription, call);
        }
        if (!call.is(4, "providers") || !call.is(5, "Microsoft.Devices") || !call.is(6, "IotHubs")) {
            throw AzureException.unknownPath();
        }
        return switch (size) {
            case 7 -> hubs(subscription, Optional.of(call.word(3)));
            case 8 -> hub(subscription, call);
            default -> below(subscription, call);
        };
    }

    private AzureReply groups(String subscription) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        resources.groups().forEach(group -> array.add(ResourceJson.of(subscription, group)));
        return list(array);
    }

    private AzureReply group(String subscription, AzureCall call) {
        String name = call.word(3);
        return switch (call.method()) {
            case "GET" -> AzureReply.of(ResourceJson.of(subscription, resources.group(name)));
            case "PUT" -> {
                JsonObject json = call.json();
                ResourceGroup group = resources.putGroup(
                        name, IdentityJson.text(json, "location").orElse(""), tags(json));
                yield AzureReply.of(201, ResourceJson.of(subscription, group));
            }
            case "DELETE" -> {
                resources.deleteGroup(name);
                provisioning.deleteAllOf(name);
                yield AzureReply.empty(200);
            }
            default -> throw AzureException.unknownPath();
        };
    }

    private AzureReply hubs(String subscription, Optional<String> group) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        resources.hubs(group).forEach(hub -> array.add(ResourceJson.of(subscription, hub, host())));
        return list(array);
    }

    private AzureReply hub(String subscription, AzureCall call) {
        String group = call.word(3);
        String name = call.word(7);
        return switch (call.method()) {
            case "GET" -> AzureReply.of(ResourceJson.of(subscription, resources.hub(group, name), host()));
            case "PUT" -> {
                JsonObject json = call.json();
                List<PolicyKeys> changed = PolicyKeys.of(json, PolicyService.names());
                AzureHub hub = resources.putHub(group, name, draft(group, json), tags(json));
                changed.forEach(each -> policies.change(
                        hub.hub().region(), hub.hub().id(), each.policy(), each.primary(), each.secondary()));
                yield AzureReply.of(201, ResourceJson.of(subscription, hub, host()));
            }
            case "DELETE" -> {
                resources.deleteHub(group, name);
                yield AzureReply.empty(200);
            }
            default -> throw AzureException.unknownPath();
        };
    }

    private AzureReply below(String subscription, AzureCall call) {
        AzureHub hub = resources.hub(call.word(3), call.word(7));
        if (call.is(8, "listkeys") && call.path().size() == 9) {
            JsonArrayBuilder array = Json.createArrayBuilder();
            keys(hub).forEach(policy -> array.add(ResourceJson.of(policy)));
            return list(array);
        }
        if (call.is(8, "IotHubKeys") && call.is(10, "listkeys") && call.path().size() == 11) {
            return AzureReply.of(keys(hub).stream()
                    .filter(policy -> policy.name().equals(call.word(9)))
                    .findFirst()
                    .map(ResourceJson::of)
                    .orElseThrow(AzureException::unknownPath));
        }
        if (!call.is(8, "certificates") || call.path().size() > 11) {
            throw AzureException.unknownPath();
        }
        return call.path().size() == 9 ? certificates(subscription, hub) : certificate(subscription, hub, call);
    }

    private List<HubPolicy> keys(AzureHub hub) {
        return policies.all(hub.hub().region(), hub.hub().id());
    }

    private AzureReply certificates(String subscription, AzureHub hub) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        authorities
                .all(hub.hub().region(), hub.hub().id())
                .forEach(each -> array.add(ResourceJson.of(subscription, hub, each, false)));
        return list(array);
    }

    private AzureReply certificate(String subscription, AzureHub hub, AzureCall call) {
        String region = hub.hub().region();
        String hubId = hub.hub().id();
        String name = call.word(9);
        OptionalLong revision = Etag.revision(call.ifMatch());
        if (call.path().size() == 11) {
            requireMatch(call);
            if (call.is(10, "generateVerificationCode")) {
                return reply(subscription, hub, authorities.newCode(region, hubId, name, revision), true);
            }
            if (call.is(10, "verify")) {
                String proof = pem(IdentityJson.text(call.json(), "certificate"));
                return reply(subscription, hub, authorities.verify(region, hubId, name, proof, revision), false);
            }
            throw AzureException.unknownPath();
        }
        return switch (call.method()) {
            case "GET" -> reply(subscription, hub, authorities.get(region, hubId, name), false);
            case "PUT" -> {
                String pem = pem(IdentityJson.object(call.json(), "properties")
                        .flatMap(properties -> IdentityJson.text(properties, "certificate")));
                OptionalLong replaced = revision.isEmpty() && isConditional(call)
                        ? OptionalLong.of(authorities.get(region, hubId, name).revision())
                        : revision;
                yield reply(subscription, hub, authorities.put(region, hubId, name, pem, replaced), false);
            }
            case "DELETE" -> {
                requireMatch(call);
                authorities.delete(region, hubId, name, revision);
                yield AzureReply.empty(200);
            }
            default -> throw AzureException.unknownPath();
        };
    }

    private static void requireMatch(AzureCall call) {
        if (!isConditional(call)) {
            throw AzureException.invalid("If-Match: is missing (expected: the certificate's etag)");
        }
    }

    /** Whether it says what it changes, if only that there is something. */
    private static boolean isConditional(AzureCall call) {
        return call.header("If-Match").isPresent();
    }

    private static AzureReply reply(String subscription, AzureHub hub, DeviceAuthority authority, boolean withCode) {
        return AzureReply.of(ResourceJson.of(subscription, hub, authority, withCode));
    }

    /** Base64 of a PEM file; of a PEM's bytes as well, since tools differ. */
    private static String pem(Optional<String> base64) {
        String text = base64.orElseThrow(() -> AzureException.invalid("certificate: is missing"));
        if (text.startsWith("-----BEGIN")) {
            return text;
        }
        try {
            return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException noBase64) {
            throw AzureException.invalid("certificate: expected Base64 of a PEM file");
        }
    }

    /** What is not said stays, or takes its standard. */
    private HubDraft draft(String group, JsonObject json) {
        Optional<JsonObject> sku = IdentityJson.object(json, "sku");
        Optional<JsonObject> properties = IdentityJson.object(json, "properties");
        Optional<JsonObject> downlink = properties.flatMap(each -> IdentityJson.object(each, "cloudToDevice"));
        Optional<JsonObject> events = properties
                .flatMap(each -> IdentityJson.object(each, "eventHubEndpoints"))
                .flatMap(each -> IdentityJson.object(each, "events"));
        return new HubDraft(
                IdentityJson.text(json, "location")
                        .map(AzureLocations::require)
                        .orElseGet(() -> resources.group(group).location()),
                sku.flatMap(each -> IdentityJson.text(each, "name")).orElse("F1"),
                number(sku, "capacity", 1, 1, 200),
                number(events, "partitionCount", 2, 1, MOST_PARTITIONS),
                number(downlink, "maxDeliveryCount", 10, 1, 100),
                downlink.flatMap(each -> IdentityJson.text(each, "defaultTtlAsIso8601"))
                        .map(ResourceCalls::seconds)
                        .orElse(3_600));
    }

    private static int number(Optional<JsonObject> json, String name, int standard, int least, int most) {
        if (json.isEmpty() || !(json.get().get(name) instanceof JsonNumber number)) {
            return standard;
        }
        if (number.doubleValue() < least || number.doubleValue() > most) {
            throw AzureException.invalid(name + ": expected " + least + " to " + most);
        }
        return number.intValue();
    }

    private static int seconds(String iso8601) {
        try {
            Duration ttl = Duration.parse(iso8601);
            if (ttl.compareTo(SHORTEST_TTL) >= 0 && ttl.compareTo(LONGEST_TTL) <= 0) {
                return (int) ttl.toSeconds();
            }
        } catch (DateTimeParseException unreadable) {
            // Said below, like one out of bounds.
        }
        throw AzureException.invalid("defaultTtlAsIso8601: expected PT1M to P2D");
    }

    static String tags(JsonObject json) {
        return IdentityJson.object(json, "tags").map(JsonObject::toString).orElse("{}");
    }

    private String host() {
        return settings.hostNames().get(0);
    }

    static AzureReply list(JsonArrayBuilder array) {
        return AzureReply.of(Json.createObjectBuilder().add("value", array).build());
    }
}
