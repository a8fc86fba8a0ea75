package org.axletree.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.filter.MessageFilters;
import org.axletree.hub.authority.DeviceCertificate;
import org.axletree.hub.authority.PasswordHash;
import org.axletree.hub.dialect.azure.AzureFilters;
import org.axletree.hub.dialect.huawei.HuaweiFilters;
import org.axletree.hub.registry.ArgumentCheck;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.azure.AzureIdentityService;
import org.axletree.hub.registry.azure.IncomingTwin;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.device.Registration;
import org.axletree.hub.registry.fleet.ArrivedDevice;
import org.axletree.hub.registry.fleet.FleetReport;
import org.axletree.hub.registry.fleet.IncomingDevice;
import org.axletree.hub.registry.fleet.UserPassword;
import org.axletree.hub.registry.huawei.HuaweiDeviceService;
import org.axletree.hub.registry.huawei.IncomingRegistration;

/** Devices that move in, in the API's words. */
final class ImportJson {
    static final Set<String> FIELDS = Set.of("source", "file", "dry_run", "devices_before", "devices");
    static final Set<String> DEVICE_FIELDS = Set.of(
            "line",
            "id",
            "name",
            "dialect",
            "description",
            "enabled",
            "allow_insecure",
            "allow_multiple_connections",
            "message_filters",
            "authentication",
            "certificate_pem",
            "iot_edge",
            "status_reason",
            "tags",
            "desired",
            "reported",
            "registration",
            "gateway_comes");

    private static final int LONGEST_SOURCE = 16;

    /** Json's own methods look for the implementation each time, which for a thousand devices takes longer than they do. */
    private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

    private ImportJson() {}

    /** What could be read, and the lines of what could not: one bad device does not keep the others out. */
    record Incoming(List<IncomingDevice> devices, List<FleetReport.Skipped> unreadable) {}

    /** Where they come from, as it is shown and written down. */
    static String source(JsonBody body) {
        String source = body.requiredText("source");
        if (body.has("source")
                && (source.isBlank()
                        || source.length() > LONGEST_SOURCE
                        || ArgumentCheck.hasControlCharacter(source))) {
            body.problem(
                    "source",
                    "constraint",
                    "was wrong (expected: 1 to " + LONGEST_SOURCE + " characters, no control character among them)");
        }
        return source;
    }

    static Incoming devices(JsonBody body) {
        Incoming incoming = new Incoming(new ArrayList<>(), new ArrayList<>());
        if (!body.has("devices")) {
            body.problem("devices", "required", "is missing (expected: a list of devices)");
        }
        for (JsonBody each : body.separateObjects("devices", DEVICE_FIELDS)) {
            int line = each.count("line").orElse(0L).intValue();
            String name = each.text("name").orElse("");
            try {
                IncomingDevice device = device(each, line, name);
                each.done();
                incoming.devices().add(device);
            } catch (IllegalArgumentException | ProblemException unreadable) {
                incoming.unreadable().add(new FleetReport.Skipped(line, name, unreadable.getMessage()));
            }
        }
        return incoming;
    }

    private static IncomingDevice device(JsonBody json, int line, String name) {
        String dialect = json.filledText("dialect").orElse(Registration.MANAGED.dialect());
        if (dialect.equals(HuaweiDeviceService.DIALECT)) {
            return registered(json, line, name);
        }
        boolean azure = dialect.equals(AzureIdentityService.DIALECT);
        if (!azure && !dialect.equals(Registration.MANAGED.dialect())) {
            throw new IllegalArgumentException(
                    "the dialect " + dialect + " was wrong (expected: scaleway, azure or huawei)");
        }
        Optional<JsonBody> filters = json.object("message_filters", FilterJson.FILTERS_FIELDS);
        Optional<MessageFilter> publish = FilterJson.read(filters, "publish");
        Optional<MessageFilter> subscribe = FilterJson.read(filters, "subscribe");
        MessageFilters usual = azure ? AzureFilters.ownTopics(name) : MessageFilters.EVERYTHING;
        Optional<JsonBody> authentication = json.known("authentication");
        return new IncomingDevice(
                line,
                json.filledText("id"),
                name,
                dialect,
                json.text("description").orElse(""),
                json.flag("enabled").orElse(true),
                json.flag("allow_insecure").orElse(false),
                json.flag("allow_multiple_connections").orElse(false),
                new MessageFilters(publish.orElse(usual.publish()), subscribe.orElse(usual.subscribe())),
                authentication.map(ImportJson::credential).orElse(DeviceCredential.CERTIFICATE),
                authentication.flatMap(ImportJson::password),
                azure ? Optional.of(twin(json)) : Optional.empty(),
                json.filledText("certificate_pem").map(ImportJson::certificate),
                Optional.empty());
    }

    private static DeviceCertificate certificate(String pem) {
        try {
            return DeviceCertificate.of(pem);
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException("its certificate: " + unreadable.getMessage(), unreadable);
        }
    }

    /** A device of Huawei: its name is its device_id. */
    private static IncomingDevice registered(JsonBody json, int line, String name) {
        JsonBody said = json.known("registration")
                .orElseThrow(() -> new IllegalArgumentException(
                        "has no registration (expected: node_id, product_id and auth_info)"));
        Optional<JsonBody> auth = said.known("auth_info");
        String type = auth.flatMap(info -> info.filledText("auth_type")).orElse("");
        boolean certificate = type.isEmpty()
                ? auth.flatMap(info -> info.filledText("fingerprint")).isPresent()
                        && auth.flatMap(info -> info.filledText("secret")).isEmpty()
                : type.equals("CERTIFICATES");
        if (!certificate && !type.isEmpty() && !type.equals("SECRET")) {
            throw new IllegalArgumentException(
                    "auth_info.auth_type " + type + " was wrong (expected: SECRET or CERTIFICATES)");
        }
        IncomingRegistration registration = new IncomingRegistration(
                RegistrationJson.of(
                        said,
                        auth,
                        said.text("node_id").orElse(""),
                        said.text("product_id").orElse(""),
                        certificate),
                json.flag("gateway_comes").orElse(false));
        if (!registration.id().equals(name)) {
            throw new IllegalArgumentException(
                    "the device_id was " + registration.id() + " (expected: " + name + ", as the name says)");
        }
        return new IncomingDevice(
                line,
                Optional.empty(),
                name,
                HuaweiDeviceService.DIALECT,
                said.text("description").orElse(""),
                json.flag("enabled").orElse(true),
                !auth.flatMap(info -> info.flag("secure_access")).orElse(true),
                false,
                HuaweiFilters.OWN_TOPICS,
                registration.credential(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(registration));
    }

    private static DeviceCredential credential(JsonBody json) {
        String type = json.text("type").orElse("");
        return switch (type) {
            case "keys" -> {
                byte[] primary = key(json, "primary_key")
                        .orElseThrow(
                                () -> new IllegalArgumentException("the primary key is missing (expected: Base64)"));
                yield DeviceCredential.secrets(
                        primary, Optional.of(key(json, "secondary_key").orElse(primary)));
            }
            case "thumbprints" ->
                DeviceCredential.thumbprints(
                        json.text("primary_thumbprint").orElse(""),
                        json.text("secondary_thumbprint").orElse(""));
            case "authority" -> DeviceCredential.AUTHORITY;
            case "password", "none" -> DeviceCredential.CERTIFICATE;
            default ->
                throw new IllegalArgumentException("authentication.type " + type
                        + " was wrong (expected: keys, thumbprints, authority, password or none)");
        };
    }

    private static Optional<byte[]> key(JsonBody json, String name) {
        try {
            return json.filledText(name).map(Base64.getDecoder()::decode);
        } catch (IllegalArgumentException noBase64) {
            throw new IllegalArgumentException("the key was wrong (expected: Base64)", noBase64);
        }
    }

    private static Optional<UserPassword> password(JsonBody json) {
        if (!json.text("type").orElse("").equals("password")) {
            return Optional.empty();
        }
        Optional<String> hash = json.filledText("password_hash");
        Optional<String> password = json.filledText("password");
        if (hash.isEmpty() && password.isEmpty()) {
            throw new IllegalArgumentException("there is no password (expected: password_hash or password)");
        }
        String userName = json.text("user_name").orElse("");
        return Optional.of(hash.map(text -> UserPassword.hashed(userName, PasswordHash.read(text)))
                .orElseGet(() -> UserPassword.plain(userName, password.get())));
    }

    private static IncomingTwin twin(JsonBody json) {
        return new IncomingTwin(
                json.flag("iot_edge").orElse(false),
                json.text("status_reason").orElse(""),
                json.anyObject("tags").orElse(JsonValue.EMPTY_JSON_OBJECT),
                json.anyObject("desired").orElse(JsonValue.EMPTY_JSON_OBJECT),
                json.anyObject("reported").orElse(JsonValue.EMPTY_JSON_OBJECT));
    }

    static JsonObject of(FleetReport report, List<FleetReport.Skipped> unreadable) {
        JsonArrayBuilder created = BUILDERS.createArrayBuilder();
        report.created()
                .forEach(each -> created.add(
                        BUILDERS.createObjectBuilder().add("id", each.id()).add("name", each.name())));
        JsonArrayBuilder skipped = BUILDERS.createArrayBuilder();
        unreadable.forEach(each -> skipped.add(of(each)));
        report.skipped().forEach(each -> skipped.add(of(each)));
        JsonArrayBuilder noted = BUILDERS.createArrayBuilder();
        report.noted().forEach(each -> noted.add(line(each.line(), each.name(), each.reason())));
        return BUILDERS.createObjectBuilder()
                .add("created", created)
                .add("unchanged", BUILDERS.createArrayBuilder(report.unchanged()))
                .add("skipped", skipped)
                .add("noted", noted)
                .add("room", report.room())
                .build();
    }

    private static JsonObject of(FleetReport.Skipped skipped) {
        return line(skipped.line(), skipped.name(), skipped.reason());
    }

    private static JsonObject line(int line, String name, String reason) {
        return BUILDERS.createObjectBuilder()
                .add("line", line)
                .add("name", name)
                .add("reason", reason)
                .build();
    }

    static JsonObject of(ArrivedDevice device) {
        JsonObjectBuilder json = BUILDERS.createObjectBuilder()
                .add("id", device.id())
                .add("name", device.name())
                .add("source", device.source())
                .add("imported_at", device.importedAt().toString())
                .add("arrived", device.isArrived());
        device.arrivedAt().ifPresent(at -> json.add("last_activity_at", at.toString()));
        device.refusal()
                .ifPresent(event -> json.add("last_refusal", EventJson.of(event).getString("reason", ""))
                        .add("last_refusal_msg", EventJson.of(event).getString("msg", "")));
        return json.build();
    }
}
