package org.axletree.hub.dialect.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.axletree.core.door.Admission.Admitted;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Sender;
import org.axletree.core.filter.MessageFilters;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.limit.PlanRules;
import org.axletree.core.limit.SessionLimits;
import org.axletree.core.message.Message;
import org.axletree.core.message.MessageProperties;
import org.axletree.core.message.Qos;
import org.axletree.core.message.UserProperty;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.dialect.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AzureDialectTest {
    private static final String AUTH_METHOD = "{\"scope\":\"device\",\"type\":\"sas\",\"issuer\":\"iothub\"}";

    private boolean gone;
    private final AzureDialect dialect = new AzureDialect(new AzureRequests());

    /** docs/reference/dialects/azure.md, 5: keys encoded or not; SDKs end module topics with one slash or two. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            dev;     devices/dev/messages/events/;                                           devices/dev/messages/events/; '';    ''
            dev;     devices/dev/messages/events;                                            devices/dev/messages/events/; '';    ''
            dev;     devices/dev/messages/events/a=1&b=x%20y;                                devices/dev/messages/events/; '';    a=1,b=x y
            dev;     devices/dev/messages/events/?a=1;                                       devices/dev/messages/events/; '';    a=1
            dev;     devices/dev/messages/events/a=1%2B1&a+b=c+d;                            devices/dev/messages/events/; '';    a=1+1,a+b=c+d
            dev;     devices/dev/messages/events/a&b=;                                       devices/dev/messages/events/; '';    a=,b=
            dev;     devices/dev/messages/events/a=%zz;                                      devices/dev/messages/events/; '';    a=%zz
            dev;     devices/dev/messages/events/%24.ct=application%2Fjson&a=1;              devices/dev/messages/events/; application/json; a=1
            dev;     devices/dev/messages/events/$.ct=UTF-8;                                 devices/dev/messages/events/; UTF-8; ''
            dev/mod; devices/dev/modules/mod/messages/events/a=1/;                           devices/dev/modules/mod/messages/events/; ''; a=1
            dev/mod; devices/dev/modules/mod/messages/events//;                              devices/dev/modules/mod/messages/events/; ''; ''
            """)
    void message_losesItsBag_andKeepsWhatItSaid(
            String device, String topic, String canonical, String contentType, String properties) {
        Message message = read(device, topic, false, false);

        assertThat(message.topic()).isEqualTo(canonical);
        assertThat(message.properties().contentType()).isEqualTo(contentType);
        assertThat(text(message.properties().userProperties())).isEqualTo(properties);
        assertThat(message.payload()).asString(UTF_8).isEqualTo("payload");
        assertThat(text(message.annotations())).isEqualTo("auth_method=" + AUTH_METHOD);
    }

    @Test
    void systemProperties_areToldToRoutes_underTheirNames() {
        Message message =
                read("dev", "devices/dev/messages/events/%24.mid=1&$.cid=2&%24.uid=3&%24.ce=utf-8", false, false);

        assertThat(text(message.annotations()))
                .isEqualTo("message_id=1,correlation_id=2,user_id=3,content_encoding=utf-8,auth_method=" + AUTH_METHOD);
        assertThat(message.properties().userProperties()).isEmpty();
    }

    /** Who says it is known of the connection. */
    @Test
    void deviceThatSaysItIsAnother_isNotBelieved() {
        Message message = read("dev", "devices/dev/messages/events/%24.cdid=other&$.cmid=other&a=1", false, false);

        assertThat(text(message.annotations())).isEqualTo("auth_method=" + AUTH_METHOD);
        assertThat(text(message.properties().userProperties())).isEqualTo("a=1");
    }

    /** Nothing is retained; that it was to be is a property (docs/reference/dialects/azure.md, 5). */
    @Test
    void retainedMessage_andWill_becomeProperties() {
        Message retained = read("dev", "devices/dev/messages/events/a=1", true, false);
        Message will = read("dev", "devices/dev/messages/events/", false, true);

        assertThat(retained.retain()).isFalse();
        assertThat(text(retained.properties().userProperties())).isEqualTo("a=1,mqtt-retain=true");
        assertThat(text(will.properties().userProperties())).isEqualTo("iothub-MessageType=Will");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "devices/dev",
                "devices/dev2/messages/events/",
                "devices/de/messages/events/",
                "devices/Dev/messages/events/",
                "devices/dev/messages/eventsX",
                "devices/dev/messages/devicebound/",
                "devices/dev/modules/mod/messages/events/",
                "$iothub/twin/res/200/?$rid=1",
                "$iothub/twin/PATCH/properties/desired/?$version=1",
                "$iothub/methods/POST/reboot/?$rid=1",
                "$iothub/methods/res/x/?$rid=1",
                "$iothub/twin/GET/",
                "$SCW/twins/me/a/get"
            })
    void topic_thatIsNotTheDevicesOwn_endsItsConnection(String topic) {
        assertThat(dialect.read(sender("dev"), publication("dev", topic, false, false, 1)))
                .isEqualTo(new Reading.Refused(Reason.TOPIC_UNAUTHORIZED, true));
    }

    /** What stands about the bag is no part of it: with a slash at its end or without, the topic is the same. */
    @ParameterizedTest
    @CsvSource({"'',0", "/,0", "//,0", "/?,0", "/a=1,3", "/?a=1/,3", "/a=é,4"})
    void message_withItsProperties_isAtMost256KiB(String bag, int bagBytes) {
        String topic = "devices/dev/messages/events" + bag;
        int room = 256 * 1024 - bagBytes;

        assertThat(dialect.read(sender("dev"), publication("dev", topic, false, false, room)))
                .isInstanceOf(Reading.Canonical.class);
        assertThat(dialect.read(sender("dev"), publication("dev", topic, false, false, room + 1)))
                .isEqualTo(new Reading.Refused(Reason.PAYLOAD_TOO_LARGE, true));
    }

    /** The door gives up what a message came in as soon as it has the canonical one. */
    @Test
    void message_needsNothingOfWhatItCameIn() {
        Message message = read("dev", "devices/dev/messages/events/", false, false);
        gone = true;

        assertThat(message.qos()).isEqualTo(Qos.AT_LEAST_ONCE);
        assertThat(message.receivedAt()).isEqualTo(42);
        assertThat(message.payload()).asString(UTF_8).isEqualTo("payload");
        assertThat(message.payloadSize()).isEqualTo("payload".length());
    }

    @Test
    void bag_withNul_isRefused() {
        assertThat(dialect.read(
                        sender("dev"), publication("dev", "devices/dev/messages/events/a=%00", false, false, 1)))
                .isEqualTo(new Reading.Refused(Reason.INVALID_TOPIC, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$iothub/twin/GET/?$rid=1",
                "$iothub/twin/PATCH/properties/reported/?$rid=1&$version=3",
                "$iothub/methods/res/200/?$rid=1"
            })
    void request_isOneToTheHub(String topic) {
        assertThat(dialect.read(sender("dev"), publication("dev", topic, false, false, 1)))
                .isEqualTo(Reading.REQUEST);
    }

    private Message read(String device, String topic, boolean retain, boolean will) {
        Reading reading = dialect.read(sender(device), publication(device, topic, retain, will, 0));
        assertThat(reading).isInstanceOf(Reading.Canonical.class);
        return ((Reading.Canonical) reading).message();
    }

    private static String text(List<UserProperty> properties) {
        return properties.stream().map(each -> each.name() + "=" + each.value()).collect(Collectors.joining(","));
    }

    private void requireThere() {
        if (gone) {
            throw new IllegalStateException("the message is released");
        }
    }

    private static Admitted sender(String device) {
        return new Admitted(
                new DeviceIdentity("hub", "My hub", "id", device),
                MessageFilters.EVERYTHING,
                SessionLimits.DEFAULT,
                PlanRules.EVERYTHING,
                false,
                0,
                AzureDialect.NAME,
                new AzureDialect(new AzureRequests()).rules(new DeviceIdentity("hub", "My hub", "id", device)),
                AUTH_METHOD);
    }

    private Publication publication(String device, String topic, boolean retain, boolean will, int size) {
        return new Publication() {
            @Override
            public Sender sender() {
                return AzureDialectTest.sender(device);
            }

            @Override
            public String topic() {
                return topic;
            }

            @Override
            public Qos qos() {
                requireThere();
                return Qos.AT_LEAST_ONCE;
            }

            @Override
            public boolean retain() {
                return retain;
            }

            @Override
            public boolean will() {
                return will;
            }

            @Override
            public long receivedAt() {
                requireThere();
                return 42;
            }

            @Override
            public byte[] payload() {
                requireThere();
                return "payload".getBytes(UTF_8);
            }

            @Override
            public int payloadSize() {
                return size;
            }

            @Override
            public MessageProperties properties() {
                requireThere();
                return MessageProperties.NONE;
            }
        };
    }
}
