package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.axletree.core.door.Admission;
import org.axletree.core.door.SessionRules;
import org.axletree.core.door.SessionRules.KeepAlive;
import org.axletree.core.door.SessionRules.Retention;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.TopicFilter;
import org.axletree.mqtt.connection.Rules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a session obeys because of the dialect of its device. */
@ExtendWith(Stage.class)
class SessionRulesTest {
    private static final String DEVICE = "dialectal";
    private static final int QUOTA_EXCEEDED = 0x97;

    private Scene scene;

    @BeforeEach
    void remember(Scene scene) {
        this.scene = scene;
    }

    @AfterEach
    void forget() {
        scene.door.hub.rules.clear();
        scene.door.hub.filters.clear();
    }

    private Peer device(Version version, Rules rules) throws Exception {
        obey(rules);
        return scene.peer(version, DEVICE);
    }

    private void obey(Rules rules) {
        scene.door.hub.rules.put(DEVICE, rules.get());
    }

    @BothVersions
    void retainFlag_isStripped_nothingIsRetained(Version version) throws Exception {
        int asPublished = version == Version.V5 ? Packets.RETAIN_AS_PUBLISHED : 0;
        Peer live = scene.peer(version, "live");
        live.send(Packets.subscribe(version, 1, "a", asPublished)).next(Packets.SUBACK);

        device(version, Rules.of().retain(Retention.STRIPPED)).deliver(Packets.RETAIN, 1, "a", "m");

        Heard heard = live.next(Packets.PUBLISH);
        assertThat(heard.payload).isEqualTo("m");
        assertThat(heard.retained()).isFalse();
        scene.peer(version, "late").subscribe("a", 0).quiet();
    }

    @BothVersions
    void retainedWill_isStripped_isSaidAndNotRetained(Version version) throws Exception {
        obey(Rules.of().retain(Retention.STRIPPED));
        Peer live = scene.peer(version, "live").subscribe("w", 0);

        scene.lose(scene.peer(version, scene.connect(version, DEVICE).will("w", "gone", 0, true)));

        assertThat(live.payloads(1)).containsExactly("gone");
        scene.peer(version, "late").subscribe("w", 0).quiet();
    }

    @BothVersions
    void retain_whereItIsRefused_endsTheConnection(Version version) throws Exception {
        Peer device = device(version, Rules.of().retain(Retention.REFUSED));

        device.send(Packets.publish(version, Packets.RETAIN, 1, 1, "a", "m")).closed(0x9a);

        assertThat(scene.noticed()).containsExactly(Reason.RETAIN_FORBIDDEN);
        scene.peer(version, "late").subscribe("a", 0).quiet();
    }

    @BothVersions
    void will_thatTheRulesDoNotAllow_isRefusedWithTheCodeOfTheDialect(Version version) throws Exception {
        obey(Rules.of().withoutWills().connackCode(4));
        scene.stranger(version)
                .send(scene.connect(version, DEVICE).will("w", "gone", 0, false).bytes())
                .refused(4, 0x83);
        obey(Rules.of().retain(Retention.REFUSED));
        scene.stranger(version)
                .send(scene.connect(version, DEVICE).will("w", "gone", 0, true).bytes())
                .refused(5, 0x9a);
        assertThat(scene.noticed()).containsExactly(Reason.WILL_UNSUPPORTED, Reason.RETAIN_FORBIDDEN);
    }

    @BothVersions
    void qosAboveTheHighest_endsTheConnection(Version version) throws Exception {
        Peer device = device(version, Rules.of().maxPublishQos(1));
        device.deliver(0, 1, "a", "m");

        device.send(Packets.publish(version, 0, 2, 2, "a", "m")).closed(0x9b);

        assertThat(scene.noticed()).containsExactly(Reason.QOS_FORBIDDEN);
    }

    @Test
    void connack_tellsWhatTheRulesAllow() throws Exception {
        obey(Rules.of()
                .maxPublishQos(1)
                .retain(Retention.REFUSED)
                .maxPayloadBytes(1_000)
                .keepAlive(new KeepAlive(0, 60, true)));
        Heard connack = scene.enter(scene.stranger(Version.V5), scene.connect(Version.V5, DEVICE));
        assertThat(connack.number(Property.MAXIMUM_QOS)).isEqualTo(1);
        assertThat(connack.number(Property.RETAIN_AVAILABLE)).isZero();
        assertThat(connack.number(Property.MAXIMUM_PACKET_SIZE)).isLessThan(1_000 + 3 * 65_536);
        assertThat(connack.number(Property.SERVER_KEEP_ALIVE)).isEqualTo(60);
    }

    @BothVersions
    void payloadAboveTheLargest_endsTheConnection(Version version) throws Exception {
        Peer device = device(version, Rules.of().maxPayloadBytes(10));
        device.deliver(0, 1, "a", "0123456789");

        device.send(Packets.publish(version, 0, 1, 2, "a", "0123456789+")).closed(0x95);

        assertThat(scene.noticed()).containsExactly(Reason.PAYLOAD_TOO_LARGE);
    }

    @BothVersions
    void subscription_isGrantedTheHighestQosOfTheRules(Version version) throws Exception {
        Peer device = device(version, Rules.of().maxGrantedQos(1));
        device.send(Packets.subscribe(version, 1, "a", 2));
        assertThat(device.next(Packets.SUBACK).reason()).isEqualTo(1);

        scene.peer(version, "other").deliver(0, 2, "a", "m");

        assertThat(device.next(Packets.PUBLISH).qos()).isEqualTo(1);
    }

    @BothVersions
    void subscriptions_moreThanTheRulesAllow_areRefused(Version version) throws Exception {
        Peer device = device(version, Rules.of().maxSubscriptions(1)).subscribe("a", 0);
        device.send(Packets.subscribe(version, 2, "b", 0));
        assertThat(device.next(Packets.SUBACK).reason()).isEqualTo(version == Version.V5 ? QUOTA_EXCEEDED : 0x80);
    }

    @BothVersions
    void keepAlive_outOfRange_isRefused(Version version) throws Exception {
        obey(Rules.of().keepAlive(new KeepAlive(30, 1_200, false)));
        scene.stranger(version)
                .send(scene.connect(version, DEVICE).keepAlive(29).bytes())
                .refused(2, 0x83);
        scene.peer(version, scene.connect(version, DEVICE).keepAlive(30)).quiet();
        assertThat(scene.noticed()).containsExactly(Reason.KEEP_ALIVE_OUT_OF_RANGE);
    }

    @BothVersions
    void implicitSubscription_isHeardAtQos0_andOnceAtTheHigherQosOfAnExplicitOne(Version version) throws Exception {
        Peer device = device(version, Rules.of().implicit("down/#", "down/+/x").deafToItself());
        Peer other = scene.peer(version, "other");

        other.deliver(0, 1, "down/a/x", "implicit");

        Heard implicit = device.next(Packets.PUBLISH);
        assertThat(implicit.payload).isEqualTo("implicit");
        assertThat(implicit.qos()).isZero();

        device.subscribe("down/#", 1);
        other.deliver(0, 1, "down/a/x", "explicit");
        Heard explicit = device.next(Packets.PUBLISH);
        assertThat(explicit.payload).isEqualTo("explicit");
        assertThat(explicit.qos()).isEqualTo(1);
        device.send(Packets.ack(Packets.PUBACK, explicit.packetId)).deliver(0, 1, "down/a/x", "its own");
        device.quiet();

        device.send(Packets.unsubscribe(version, 3, "down/#")).next(Packets.UNSUBACK);
        other.deliver(0, 1, "down/a", "implicit again");
        assertThat(device.next(Packets.PUBLISH).qos()).isZero();
        device.quiet();
    }

    @BothVersions
    void implicitSubscription_bringsNothingRetained_andIsOverWithTheConnection(Version version) throws Exception {
        Peer other = scene.peer(version, "other");
        other.deliver(Packets.RETAIN, 1, "down/a", "retained");
        obey(Rules.of().implicit("down/#"));
        Connect lasting = scene.connect(version, DEVICE).durable();
        Peer device = scene.peer(version, lasting);
        device.quiet();
        scene.lose(device);
        other.deliver(0, 1, "down/a", "missed");

        Peer again = scene.peer(version, lasting);
        again.quiet();
        other.deliver(0, 1, "down/a", "heard");
        assertThat(again.payloads(1)).containsExactly("heard");
    }

    @Test
    void implicitSubscription_thatTheFiltersForbid_isNone() throws Exception {
        Peer device = device(Version.V3, Rules.of().implicit("down/#", "up/#"));
        Peer other = scene.peer(Version.V3, "other");
        other.publish("down/a", "heard");
        assertThat(device.payloads(1)).containsExactly("heard");

        MessageFilter without = new MessageFilter(FilterPolicy.REJECT, List.of(TopicFilter.of("down/#")));
        scene.door.hub.filters.put(DEVICE, new MessageFilters(without, without));
        scene.door
                .line()
                .refresh(scene.door.hub.admitted(scene.hub, DEVICE, scene.door.hub.revision.incrementAndGet()));
        scene.door.line().settle();

        other.deliver(0, 1, "down/a", "forbidden").deliver(0, 1, "up/a", "allowed");
        assertThat(device.payloads(1)).containsExactly("allowed");
    }

    @BothVersions
    void ownWords_areNotHeard(Version version) throws Exception {
        Peer device = device(version, Rules.of().deafToItself()).subscribe("a", 1);
        Peer other = scene.peer(version, "other").subscribe("a", 0);

        device.deliver(0, 1, "a", "mine");
        assertThat(other.payloads(1)).containsExactly("mine");
        device.quiet();
        other.publish("a", "theirs");
        assertThat(device.payloads(1)).containsExactly("theirs");
    }

    @BothVersions
    void credential_ends_theConnectionEnds(Version version) throws Exception {
        Peer device = device(version, Rules.of().until(System.currentTimeMillis() + 1_000));
        // What changes of the device meanwhile says nothing of its credential.
        scene.door.hub.rules.put(DEVICE, SessionRules.MQTT);
        Admission.Admitted changed =
                scene.door.hub.admitted(scene.hub, DEVICE, scene.door.hub.revision.incrementAndGet());
        scene.door.line().refresh(changed);

        device.closed(0x87);

        await().until(() -> !scene.departed().isEmpty());
        assertThat(scene.departed()).containsExactly(Reason.CREDENTIAL_EXPIRED);
        assertThat(scene.noticed()).containsExactly(Reason.CREDENTIAL_EXPIRED);
        scene.peer(version, DEVICE).quiet();
    }

    @Test
    void credential_thatNeverEnds_connectionStays() throws Exception {
        obey(Rules.of().until(System.currentTimeMillis() + 3_600_000));
        Peer device = scene.peer(Version.V3, DEVICE);
        device.quiet();
        scene.leave(device);
        assertThat(scene.departed()).containsExactly(Reason.DISCONNECTED);
    }
}
