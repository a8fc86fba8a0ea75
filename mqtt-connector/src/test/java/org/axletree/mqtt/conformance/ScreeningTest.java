package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Screening;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.UserProperty;
import org.axletree.core.outcome.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of a message that the hub has other words for, or that ends its connection. */
@ExtendWith(Stage.class)
class ScreeningTest {
    private static final String FOREIGN = "foreign/";
    private static final String RAW = "raw/";

    private Scene scene;
    private Function<Publication, Screening> dispatcher;

    /** Below {@code raw/} somebody whispers what the hub says aloud; what is foreign ends the connection. */
    @BeforeEach
    void translate(Scene scene) {
        this.scene = scene;
        dispatcher = scene.door.hub.dispatcher;
        scene.door.hub.dispatcher = publication -> {
            if (publication.topic().startsWith(FOREIGN)) {
                return new Screening.Dropped(Reason.TOPIC_UNAUTHORIZED, true);
            }
            if (!publication.topic().startsWith(RAW)) {
                return dispatcher.apply(publication);
            }
            HubMessage canonical = canonical(publication);
            return new Screening.Rewritten(
                    canonical,
                    canonical.topic().startsWith("routed/")
                            ? scene.door.hub.routed(scene.hub, "r")
                            : Screening.UNROUTED);
        };
    }

    @AfterEach
    void goOn() {
        scene.door.hub.dispatcher = dispatcher;
    }

    private static HubMessage canonical(Publication raw) {
        String text = new String(raw.payload(), StandardCharsets.UTF_8);
        return new HubMessage(
                raw.topic().substring(RAW.length()),
                raw.qos(),
                raw.retain(),
                raw.receivedAt(),
                text.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8),
                new MessageProperties(
                        true, "text/plain", "", new byte[0], OptionalLong.empty(), List.of(new UserProperty("k", "v"))),
                List.of(new UserProperty("auth_method", "sas")));
    }

    @BothVersions
    void rewritten_isHeardRetainedAndAcknowledgedAsItShould(Version version) throws Exception {
        Peer live = scene.peer(Version.V5, "live").subscribe("#", 2);
        Peer device = scene.peer(version, "device");

        device.deliver(Packets.RETAIN, 2, "raw/a", "hello");

        Heard heard = live.next(Packets.PUBLISH);
        assertThat(heard.topic).isEqualTo("a");
        assertThat(heard.payload).isEqualTo("HELLO");
        assertThat(heard.qos()).isEqualTo(2);
        assertThat(heard.text(Property.CONTENT_TYPE)).isEqualTo("text/plain");
        assertThat(heard.all(Property.USER_PROPERTY)).containsExactly("k=v");
        Peer late = scene.peer(version, "late");
        late.subscribe("raw/#", 0).quiet();
        late.subscribe("a", 0);
        assertThat(late.payloads(1)).containsExactly("HELLO");
    }

    @BothVersions
    void rewritten_ofALastingSession_isStoredAsTheHubHasIt(Version version) throws Exception {
        Connect lasting = scene.connect(version, "away").durable();
        scene.lose(scene.peer(version, lasting).subscribe("a", 1));

        scene.peer(version, "device").deliver(0, 1, "raw/a", "hello");

        Peer back = scene.stranger(version);
        scene.enter(back, lasting);
        Heard heard = back.next(Packets.PUBLISH);
        assertThat(heard.topic).isEqualTo("a");
        assertThat(heard.payload).isEqualTo("HELLO");
    }

    @BothVersions
    void rewritten_andRouted_theRouteGetsTheWordsOfTheHub(Version version) throws Exception {
        Peer live = scene.peer(version, "live").subscribe("routed/#", 0);

        scene.peer(version, "device").deliver(0, 1, "raw/routed/r/a", "hello");

        assertThat(live.payloads(1)).containsExactly("HELLO");
        assertThat(scene.door.hub.committedOf(scene.hub, "r")).containsExactly("routed/r/a=HELLO");
        assertThat(scene.door.hub.annotations).contains("auth_method=sas");
    }

    @BothVersions
    void rewrittenIntoATopicOfTheServer_isRefused(Version version) throws Exception {
        Peer live = scene.peer(version, "live").subscribe("$SYS/broker/version", 0);
        Peer device = scene.peer(version, "device");
        device.send(Packets.publish(version, 0, 1, 1, "raw/$SYS/broker/version", "mine"));
        assertThat(device.next(Packets.PUBACK).reason()).isEqualTo(version == Version.V5 ? 0x87 : 0);
        live.quiet();
        assertThat(scene.noticed()).containsExactly(Reason.TOPIC_UNAUTHORIZED);
    }

    @BothVersions
    void foreignTopic_endsTheConnection_andNothingComesOfWhatFollows(Version version) throws Exception {
        Peer live = scene.peer(version, "live").subscribe("#", 0);
        Peer device = scene.peer(version, scene.connect(version, "device").will("w", "gone", 0, false));

        device.send(
                Packets.publish(version, 0, 1, 1, "a", "before"),
                Packets.publish(version, 0, 1, 2, "foreign/a", "foreign"),
                Packets.publish(version, 0, 1, 3, "a", "behind"));

        assertThat(device.next(Packets.PUBACK).packetId).isEqualTo(1);
        device.closed(0x87);
        assertThat(live.payloads(2)).containsExactly("before", "gone");
        live.quiet();
        await().until(() -> !scene.departed().isEmpty());
        assertThat(scene.departed()).containsExactly(Reason.TOPIC_UNAUTHORIZED);
        assertThat(scene.noticed()).containsExactly(Reason.TOPIC_UNAUTHORIZED);
    }

    @Test
    void foreignTopic_atQos2_isNewWhenItComesAgain() throws Exception {
        Connect lasting = scene.connect(Version.V3, "device").durable();
        Peer device = scene.peer(Version.V3, lasting);
        device.send(Packets.publish(Version.V3, 0, 2, 7, "foreign/a", "m")).closed();
        scene.door.hub.dispatcher = dispatcher;
        Peer live = scene.peer(Version.V3, "live").subscribe("#", 0);
        await().until(() -> !scene.departed().isEmpty());

        Peer again = scene.stranger(Version.V3);
        scene.enter(again, lasting);
        again.deliver(Packets.DUP, 2, "foreign/a", "m");

        assertThat(live.payloads(1)).containsExactly("m");
    }
}
