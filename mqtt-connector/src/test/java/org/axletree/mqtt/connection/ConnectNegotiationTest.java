package org.axletree.mqtt.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.core.door.Admission;
import org.axletree.core.door.SessionRules.KeepAlive;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.limit.PlanRules;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.session.attachment.SessionTerms;
import org.axletree.mqtt.wire.ConnAck;
import org.axletree.mqtt.wire.Connect;
import org.axletree.mqtt.wire.ConnectProperties;
import org.axletree.mqtt.wire.MqttVersion;
import org.axletree.mqtt.wire.PacketException;
import org.axletree.mqtt.wire.RawProperties;
import org.axletree.mqtt.wire.TopicName;
import org.axletree.mqtt.wire.Will;
import org.junit.jupiter.api.Test;

class ConnectNegotiationTest {
    private static final SessionLimits LIMITS = SessionLimits.with(Map.of(
            HubLimit.SESSION_EXPIRY_SECONDS, 3_600,
            HubLimit.KEEP_ALIVE_SECONDS, 600,
            HubLimit.RECEIVE_MAXIMUM, 20,
            HubLimit.TOPIC_ALIASES, 5,
            HubLimit.TOPIC_LEVELS, 3,
            HubLimit.PAYLOAD_BYTES, 1_000));
    private static final Admission.Admitted ALL = admitted(PlanRules.EVERYTHING);
    private static final Admission.Admitted SHARED = admitted(PlanRules.SHARED);

    private static Admission.Admitted admitted(PlanRules plan) {
        return new Admission.Admitted(
                new DeviceIdentity("h", "hub", "d", "device"), MessageFilters.EVERYTHING, LIMITS, plan, false, 1);
    }

    private static ConnectNegotiation mqtt3(boolean cleanSession, int keepAlive) {
        return negotiation(
                MqttVersion.MQTT_3_1_1, cleanSession, keepAlive, "c", Optional.empty(), ConnectProperties.NONE);
    }

    private static ConnectNegotiation mqtt5(int keepAlive, String clientId, long expiry) {
        return negotiation(MqttVersion.MQTT_5, false, keepAlive, clientId, Optional.empty(), expiring(expiry));
    }

    private static ConnectProperties expiring(long expiry) {
        return new ConnectProperties(expiry, 10, 500, 2, true, true, Optional.empty(), Optional.empty());
    }

    private static ConnectNegotiation willing(String topic, Qos qos, boolean retain, int payload) {
        Will will = new Will(TopicName.of(topic), qos, retain, new byte[payload], RawProperties.NONE, 0);
        return negotiation(MqttVersion.MQTT_5, true, 0, "c", Optional.of(will), ConnectProperties.NONE);
    }

    private static ConnectNegotiation negotiation(
            MqttVersion version,
            boolean clean,
            int keepAlive,
            String clientId,
            Optional<Will> will,
            ConnectProperties properties) {
        return new ConnectNegotiation(
                new Connect(version, clean, keepAlive, clientId, Optional.empty(), Optional.empty(), will, properties),
                Optional.empty());
    }

    @Test
    void planWithoutSessions_mqtt3AsksForOne_isRefused() {
        assertThat(mqtt3(false, 0).refusal(SHARED)).contains(Reason.PLAN_NEEDS_CLEAN_SESSION);
        assertThat(mqtt3(true, 0).refusal(SHARED)).isEmpty();
        assertThat(mqtt3(false, 0).refusal(ALL)).isEmpty();
    }

    @Test
    void planWithoutSessions_mqtt5AsksForOne_isToldThatItEndsAtOnce() {
        ConnectNegotiation negotiation = mqtt5(0, "c", 100);
        assertThat(negotiation.refusal(SHARED)).isEmpty();
        assertThat(negotiation.terms(SHARED).expirySeconds()).isZero();
        assertThat(negotiation.welcome(SHARED, false).sessionExpirySeconds()).hasValue(0);
        assertThat(negotiation.welcome(ALL, false).sessionExpirySeconds()).isEmpty();
    }

    @Test
    void will_thatThePlanDoesNotAllow_isRefused() {
        PlanRules quiet = new PlanRules(Qos.AT_LEAST_ONCE, Qos.AT_LEAST_ONCE, false, true, true);
        assertThat(willing("w", Qos.AT_MOST_ONCE, false, 0).refusal(SHARED)).contains(Reason.WILL_UNSUPPORTED);
        assertThat(willing("w", Qos.EXACTLY_ONCE, false, 0).refusal(admitted(quiet)))
                .contains(Reason.PLAN_FORBIDS_PUBLISH_QOS_2);
        assertThat(willing("w", Qos.AT_LEAST_ONCE, true, 0).refusal(admitted(quiet)))
                .contains(Reason.PLAN_FORBIDS_RETAIN);
        assertThat(willing("w", Qos.AT_LEAST_ONCE, false, 0).refusal(admitted(quiet)))
                .isEmpty();
    }

    @Test
    void will_thatIsTooLarge_isRefused() {
        assertThat(willing("w", Qos.AT_MOST_ONCE, false, 1_001).refusal(ALL)).contains(Reason.PAYLOAD_TOO_LARGE);
        assertThat(willing("a/b/c/d", Qos.AT_MOST_ONCE, false, 0).refusal(ALL)).contains(Reason.INVALID_TOPIC);
        assertThat(willing("a/b/c", Qos.AT_MOST_ONCE, false, 1_000).refusal(ALL))
                .isEmpty();
    }

    @Test
    void welcome_tellsLimitsAndWhatIsOtherThanAskedFor() {
        ConnAck welcome = mqtt5(0, "", ConnectProperties.FOREVER).welcome(ALL, true);
        assertThat(welcome.sessionPresent()).isTrue();
        assertThat(welcome.sessionExpirySeconds()).hasValue(3_600);
        assertThat(welcome.receiveMaximum()).isEqualTo(20);
        assertThat(welcome.topicAliasMaximum()).isEqualTo(5);
        assertThat(welcome.serverKeepAliveSeconds()).hasValue(600);
        assertThat(welcome.responseInformation()).contains("response/d");
        assertThat(welcome.assignedClientId().orElseThrow()).startsWith("axletree-");
    }

    @Test
    void welcome_whatIsAsAskedFor_isNotTold() {
        ConnAck welcome = mqtt5(600, "c", 3_600).welcome(ALL, false);
        assertThat(welcome.sessionExpirySeconds()).isEmpty();
        assertThat(welcome.serverKeepAliveSeconds()).isEmpty();
        assertThat(welcome.assignedClientId()).isEmpty();
    }

    @Test
    void packetThatWelcomeAllows_isWhatTheConnectionTakes() {
        ConnectNegotiation negotiation = mqtt5(0, "c", 0);
        assertThat(negotiation.welcome(ALL, false).maximumPacketSize()).isEqualTo(negotiation.mostBytes(ALL) + 5);
        assertThat(negotiation.mostBytes(ALL)).isGreaterThan(1_000 + 2 * 65_535);
        assertThat(mqtt3(true, 0).mostBytes(ALL)).isLessThan(negotiation.mostBytes(ALL));
    }

    @Test
    void keepAlive_ofMqtt3_staysTheClients() {
        assertThat(mqtt3(true, 0).keepAliveSeconds(ALL)).isZero();
        assertThat(mqtt3(true, 1_000).keepAliveSeconds(ALL)).isEqualTo(1_000);
        assertThat(mqtt5(1_000, "c", 0).keepAliveSeconds(ALL)).isEqualTo(600);
        assertThat(mqtt5(0, "c", 0).keepAliveSeconds(unlimited(KeepAlive.ANY))).isZero();
    }

    @Test
    void terms_areWhatTheClientCanTake() {
        SessionTerms terms = mqtt5(0, "c", 60).terms(ALL);
        assertThat(terms.expirySeconds()).isEqualTo(60);
        assertThat(terms.receiveMaximum()).isEqualTo(10);
        assertThat(terms.maxPacketBytes()).isEqualTo(500);
        assertThat(terms.topicAliasMaximum()).isEqualTo(2);
        assertThat(mqtt3(false, 0).terms(ALL).maxPacketBytes()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void expiryOfDisconnect_isWithinTheLimitAndNeverOutOfNothing() {
        assertThat(mqtt5(0, "c", 60).changedExpiry(OptionalLong.of(7_200), ALL)).hasValue(3_600);
        assertThat(mqtt5(0, "c", 60).changedExpiry(OptionalLong.empty(), ALL)).isEmpty();
        assertThat(mqtt5(0, "c", 0).changedExpiry(OptionalLong.of(0), ALL)).hasValue(0);
        assertThatThrownBy(() -> mqtt5(0, "c", 0).changedExpiry(OptionalLong.of(1), ALL))
                .isInstanceOfSatisfying(
                        PacketException.class, flaw -> assertThat(flaw.reason()).isEqualTo(Reason.PROTOCOL_ERROR));
    }

    private static Admission.Admitted unlimited(KeepAlive keepAlive) {
        return new Admission.Admitted(
                new DeviceIdentity("h", "hub", "d", "device"),
                MessageFilters.EVERYTHING,
                SessionLimits.DEFAULT,
                PlanRules.EVERYTHING,
                false,
                1,
                "other",
                Rules.of().keepAlive(keepAlive).get());
    }

    @Test
    void keepAlive_thatTheDialectCaps_isTheLongestItAllows() {
        Admission.Admitted capped = unlimited(new KeepAlive(0, 1_767, true));
        assertThat(mqtt3(true, 230).keepAliveSeconds(capped)).isEqualTo(230);
        assertThat(mqtt3(true, 5_000).keepAliveSeconds(capped)).isEqualTo(1_767);
        assertThat(mqtt3(true, 0).keepAliveSeconds(capped)).isEqualTo(1_767);
        assertThat(mqtt3(true, 0).refusal(capped)).isEmpty();
        assertThat(mqtt5(5_000, "c", 0).welcome(capped, false).serverKeepAliveSeconds())
                .hasValue(1_767);
    }

    @Test
    void keepAlive_outsideOfTheDialectsRange_isRefused() {
        Admission.Admitted ranged = unlimited(new KeepAlive(30, 1_200, false));
        assertThat(mqtt3(true, 0).refusal(ranged)).contains(Reason.KEEP_ALIVE_OUT_OF_RANGE);
        assertThat(mqtt3(true, 29).refusal(ranged)).contains(Reason.KEEP_ALIVE_OUT_OF_RANGE);
        assertThat(mqtt3(true, 30).refusal(ranged)).isEmpty();
        assertThat(mqtt3(true, 1_200).refusal(ranged)).isEmpty();
        assertThat(mqtt3(true, 1_201).refusal(ranged)).contains(Reason.KEEP_ALIVE_OUT_OF_RANGE);
        assertThat(mqtt3(true, 0).refusal(unlimited(KeepAlive.ANY))).isEmpty();
    }
}
