package org.axletree.web.azure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.dialect.azure.DirectMethods;
import org.axletree.hub.dialect.azure.MethodAnswer;
import org.axletree.hub.registry.azure.AzureIdentity;
import org.axletree.hub.registry.azure.AzureIdentityService;
import org.axletree.hub.registry.azure.HubPlace;

/** {@code /twins/{id}/methods} of a hub. */
@ApplicationScoped
public class MethodCalls {
    private static final Pattern NAME = Pattern.compile("[^/+#\\x00-\\x1F\\x7F]{1,100}");
    private static final int MOST_BYTES = 128 * 1024;
    private static final int SHORTEST = 5;
    private static final int STANDARD = 30;

    /** In seconds, as the descriptions of the command line have it. */
    private static final int LONGEST_RESPONSE = 3_600;

    private static final int LONGEST_CONNECT = 300;

    @Inject
    private AzureIdentityService identities;

    @Inject
    private DirectMethods methods;

    AzureReply call(HubPlace hub, AzureCall call, String name) {
        JsonObject json = call.json();
        String method = IdentityJson.text(json, "methodName").orElse("");
        if (!NAME.matcher(method).matches()) {
            throw AzureException.invalid("methodName: expected 1 to 100 characters without / + #");
        }
        byte[] payload = json.getOrDefault("payload", JsonValue.NULL).toString().getBytes(StandardCharsets.UTF_8);
        if (payload.length > MOST_BYTES) {
            throw tooLarge("the payload");
        }
        Duration respond = seconds(json, "responseTimeoutInSeconds", SHORTEST, STANDARD, LONGEST_RESPONSE);
        Duration connect = seconds(json, "connectTimeoutInSeconds", 0, 0, LONGEST_CONNECT);
        AzureIdentity identity = identities.get(hub, name);
        try {
            return reply(methods.call(hub.hubId(), identity.device().id(), method, payload, connect, respond));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new AzureException(503, 503001, "ServiceUnavailable", "the hub is shutting down");
        }
    }

    private static AzureException tooLarge(String what) {
        return new AzureException(413, 413001, "MessageTooLarge", what + " has more than " + MOST_BYTES + " bytes");
    }

    private static AzureReply reply(MethodAnswer answer) {
        if (answer instanceof MethodAnswer.Answered answered) {
            if (answered.payload().length > MOST_BYTES) {
                throw tooLarge("the device's answer");
            }
            return AzureReply.of(Json.createObjectBuilder()
                    .add("status", answered.status())
                    .add("payload", payload(answered.payload()))
                    .build());
        }
        Reason reason = ((MethodAnswer.Unanswered) answer).reason();
        throw switch (reason) {
            case BUSY ->
                new AzureException(429, 429001, "ThrottlingException", "too many methods wait for their answer");
            case CONNECTION_LOST ->
                new AzureException(404, 404103, "DeviceNotOnline", "the device is not connected, or hears no methods");
            default -> new AzureException(504, 504101, "GatewayTimeout", "the device did not answer in time");
        };
    }

    /** What is no JSON is told as text. */
    private static JsonValue payload(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return JsonValue.NULL;
        }
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        } catch (RuntimeException | StackOverflowError noJson) {
            return Json.createValue(text);
        }
    }

    private static Duration seconds(JsonObject json, String name, int least, int standard, int most) {
        JsonValue value = json.getOrDefault(name, JsonValue.NULL);
        if (value == JsonValue.NULL) {
            return Duration.ofSeconds(standard);
        }
        if (value instanceof JsonNumber number && number.doubleValue() >= least && number.doubleValue() <= most) {
            return Duration.ofSeconds(number.intValue());
        }
        throw AzureException.invalid(name + ": expected " + least + " to " + most);
    }
}
