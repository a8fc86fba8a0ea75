package org.axletree.hub.dialect.huawei;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Reply;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.message.HubMessage;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.dialect.ProxyPublisher;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.huawei.HuaweiAddress;
import org.axletree.hub.registry.huawei.HuaweiDevice;
import org.axletree.hub.registry.huawei.HuaweiDeviceService;

/**
 * What a gateway says for the devices behind it becomes messages of those: on their topics, with their rights. The gateway's
 * message is acknowledged when all of them are committed.
 */
@ApplicationScoped
public class ChildMessages {
    static final String OBJECT = "object_device_id";

    /** Devices in one report. */
    private static final int MOST = 100;

    private static final long PATIENCE_SECONDS = 20;

    private HuaweiDeviceService devices;
    private ProxyPublisher publisher;

    /** For the container's proxy. */
    protected ChildMessages() {}

    @Inject
    public ChildMessages(HuaweiDeviceService devices, ProxyPublisher publisher) {
        this.devices = devices;
        this.publisher = publisher;
    }

    /** Reports of properties of several devices: each becomes one of its device. */
    Reply reports(DeviceIdentity gateway, Publication request, JsonObject reports) {
        List<JsonObject> all = HuaweiJson.objects(reports, "devices");
        if (all.isEmpty() || all.size() > MOST) {
            throw ProblemException.invalid("devices", "constraint", all.size() + " (expected: 1 to " + MOST + ")");
        }
        HuaweiAddress address = devices.addressOf(gateway.deviceName());
        List<CompletionStage<Optional<Reason>>> outcomes = new ArrayList<>();
        boolean stranger = false;
        for (JsonObject report : all) {
            try {
                HuaweiDevice child =
                        devices.getChild(address, gateway.deviceName(), HuaweiJson.text(report, "device_id"));
                outcomes.add(publish(child, request, HuaweiTopic.propertiesReport(child.id()), services(report)));
            } catch (ProblemException unknown) { // the others are none the worse for it
                stranger = true;
            }
        }
        Optional<Reason> refusal = firstOf(outcomes);
        return Reply.silent(refusal.isEmpty() && stranger ? Optional.of(Reason.TOPIC_FOREIGN) : refusal);
    }

    private static byte[] services(JsonObject report) {
        JsonValue services = report.getOrDefault("services", JsonArray.EMPTY_JSON_ARRAY);
        return HuaweiJson.bytes(
                Json.createObjectBuilder().add("services", services).build());
    }

    /** A message of a device behind the gateway, which it names. */
    Reply message(DeviceIdentity gateway, Publication request, byte[] payload) {
        HuaweiAddress address = devices.addressOf(gateway.deviceName());
        HuaweiDevice child = devices.getChild(address, gateway.deviceName(), Words.field(payload, OBJECT));
        return Reply.silent(firstOf(List.of(publish(child, request, HuaweiTopic.messagesUp(child.id()), payload))));
    }

    private CompletionStage<Optional<Reason>> publish(
            HuaweiDevice child, Publication request, String topic, byte[] payload) {
        return publisher.publish(
                child.device().hubId(),
                child.device().id(),
                new HubMessage(topic, request.qos(), false, request.receivedAt(), payload, request.properties()));
    }

    private static Optional<Reason> firstOf(List<CompletionStage<Optional<Reason>>> outcomes) {
        Optional<Reason> first = Optional.empty();
        for (CompletionStage<Optional<Reason>> outcome : outcomes) {
            Optional<Reason> reason = ended(outcome);
            first = first.or(() -> reason);
        }
        return first;
    }

    private static Optional<Reason> ended(CompletionStage<Optional<Reason>> outcome) {
        try {
            return outcome.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException slow) {
            return Optional.of(Reason.BUSY);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.of(Reason.SHUTTING_DOWN);
        }
    }
}
