package org.axletree.web.azure;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.TreeSet;
import org.axletree.hub.authority.UploadedCertificate;
import org.axletree.hub.registry.authority.DeviceAuthority;
import org.axletree.hub.registry.azure.AzureHub;
import org.axletree.hub.registry.azure.HubDraft;
import org.axletree.hub.registry.azure.ResourceGroup;
import org.axletree.hub.registry.policy.AccessRight;
import org.axletree.hub.registry.policy.HubPolicy;

/** Groups, hubs, policies and certificates in Azure's words. */
final class ResourceJson {
    private ResourceJson() {}

    static JsonObject of(String subscription, ResourceGroup group) {
        return Json.createObjectBuilder()
                .add("id", groupId(subscription, group.name()))
                .add("location", group.location())
                .addNull("managedBy")
                .add("name", group.name())
                .add("properties", Json.createObjectBuilder().add("provisioningState", "Succeeded"))
                .add("tags", parsed(group.tags()))
                .add("type", "Microsoft.Resources/resourceGroups")
                .build();
    }

    static JsonObject of(String subscription, AzureHub hub, String host) {
        HubDraft draft = hub.draft();
        JsonArrayBuilder partitions = Json.createArrayBuilder();
        for (int i = 0; i < draft.partitionCount(); i++) {
            partitions.add(String.valueOf(i));
        }
        JsonObjectBuilder events = Json.createObjectBuilder()
                .add("retentionTimeInDays", 1)
                .add("partitionCount", draft.partitionCount())
                .add("partitionIds", partitions)
                .add("path", hub.hub().name().toLowerCase(Locale.ROOT))
                .add("endpoint", "");
        JsonObjectBuilder properties = Json.createObjectBuilder()
                .add("state", hub.hub().enabled() ? "Active" : "Suspended")
                .add("provisioningState", "Succeeded")
                .add("hostName", hub.hub().name() + "." + host)
                .add("ipFilterRules", Json.createArrayBuilder())
                .add("eventHubEndpoints", Json.createObjectBuilder().add("events", events))
                .add("cloudToDevice", cloudToDevice(draft))
                .add("features", "None");
        return Json.createObjectBuilder()
                .add("id", hubId(subscription, hub.hub().projectId(), hub.hub().name()))
                .add("name", hub.hub().name())
                .add("type", "Microsoft.Devices/IotHubs")
                .add("location", draft.location())
                .add("etag", Etag.of(hub.revision()))
                .add("resourcegroup", hub.hub().projectId())
                .add("subscriptionid", subscription)
                .add("properties", properties)
                .add(
                        "sku",
                        Json.createObjectBuilder()
                                .add("name", draft.sku())
                                .add("tier", draft.sku().startsWith("F") ? "Free" : "Standard")
                                .add("capacity", draft.capacity()))
                .add("tags", parsed(hub.tags()))
                .build();
    }

    private static JsonObjectBuilder cloudToDevice(HubDraft draft) {
        return Json.createObjectBuilder()
                .add("maxDeliveryCount", draft.maxDeliveryCount())
                .add("defaultTtlAsIso8601", iso8601(Duration.ofSeconds(draft.defaultTtlSeconds())))
                .add(
                        "feedback",
                        Json.createObjectBuilder()
                                .add("lockDurationAsIso8601", "PT60S")
                                .add("ttlAsIso8601", "PT1H")
                                .add("maxDeliveryCount", 10));
    }

    /** As Azure writes it: whole days by themselves, {@code P1DT12H}. */
    private static String iso8601(Duration duration) {
        Duration rest = duration.minusDays(duration.toDays());
        if (duration.toDays() == 0) {
            return rest.toString();
        }
        return "P" + duration.toDays() + "D"
                + (rest.isZero() ? "" : rest.toString().substring(1));
    }

    static JsonObject of(HubPolicy policy) {
        return Json.createObjectBuilder()
                .add("keyName", policy.name())
                .add("primaryKey", Base64.getEncoder().encodeToString(policy.primary()))
                .add("secondaryKey", Base64.getEncoder().encodeToString(policy.secondary()))
                .add("rights", AccessRight.text(new TreeSet<>(policy.rights())))
                .build();
    }

    static JsonObject of(String subscription, AzureHub hub, DeviceAuthority authority, boolean withCode) {
        UploadedCertificate certificate = UploadedCertificate.of(authority.pem());
        JsonObjectBuilder properties = Json.createObjectBuilder()
                .add("subject", certificate.commonName())
                .add("expiry", date(certificate.validUntil()))
                .add("thumbprint", certificate.thumbprint())
                .add("isVerified", authority.verified())
                .add("created", date(authority.createdAt()))
                .add("updated", date(authority.updatedAt()));
        if (withCode) {
            authority.code().ifPresent(code -> properties.add("verificationCode", code));
        }
        properties.add(
                "certificate",
                Base64.getEncoder().encodeToString(authority.pem().getBytes(StandardCharsets.US_ASCII)));
        return Json.createObjectBuilder()
                .add(
                        "id",
                        hubId(subscription, hub.hub().projectId(), hub.hub().name()) + "/certificates/"
                                + authority.name())
                .add("name", authority.name())
                .add("type", "Microsoft.Devices/IotHubs/Certificates")
                .add("etag", Etag.of(authority.revision()))
                .add("properties", properties)
                .build();
    }

    private static String groupId(String subscription, String group) {
        return "/subscriptions/" + subscription + "/resourceGroups/" + group;
    }

    private static String hubId(String subscription, String group, String hub) {
        return groupId(subscription, group) + "/providers/Microsoft.Devices/IotHubs/" + hub;
    }

    private static String date(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    static JsonObject parsed(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }
}
