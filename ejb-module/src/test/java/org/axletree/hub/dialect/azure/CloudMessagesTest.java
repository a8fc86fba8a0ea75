package org.axletree.hub.dialect.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.axletree.hub.door.RecordingLine;
import org.axletree.hub.door.TestDoors;
import org.axletree.hub.history.LocalPresence;
import org.axletree.hub.registry.azure.CloudMessage;
import org.axletree.hub.registry.azure.CloudMessageDraft;
import org.axletree.hub.registry.azure.CloudMessageService;
import org.axletree.hub.registry.azure.HubPlace;
import org.junit.jupiter.api.Test;

/** A message that can never be said, such as one from before such devices were refused, is a matter of its device alone. */
final class CloudMessagesTest {
    private final RecordingLine line = new RecordingLine();
    private final CloudMessages messages = new CloudMessages(new Waiting(), new TestDoors(line), new Everybody());

    @Test
    void messageThatCannotBeSaid_holdsUpNoOtherDevice() {
        line.telling = new CompletableFuture<>();

        messages.bringWaiting();

        assertThat(line.told).singleElement().asString().startsWith("tell hub pump devices/pump/messages/devicebound/");
    }

    @Test
    void messageThatIsKept_isSent_whateverBringingItDoes() {
        assertThatCode(() -> messages.send(
                        new HubPlace("region", "hub"),
                        "a#b",
                        new CloudMessageDraft("m", "none", Optional.empty(), JsonValue.EMPTY_JSON_OBJECT, new byte[0])))
                .doesNotThrowAnyException();
    }

    private static final class Waiting extends CloudMessageService {
        @Override
        public String enqueue(HubPlace hub, String name, CloudMessageDraft draft) {
            return name;
        }

        @Override
        public void expire() {}

        @Override
        public List<String> waitingDevices() {
            return List.of("a#b", "pump");
        }

        @Override
        public Optional<CloudMessage> oldest(String deviceId) {
            return Optional.of(new CloudMessage(
                    "id",
                    "hub",
                    deviceId,
                    deviceId,
                    JsonValue.EMPTY_JSON_OBJECT,
                    "x".getBytes(UTF_8),
                    Instant.now().plusSeconds(60)));
        }
    }

    private static final class Everybody extends LocalPresence {
        @Override
        public boolean isConnected(String deviceId) {
            return true;
        }
    }
}
