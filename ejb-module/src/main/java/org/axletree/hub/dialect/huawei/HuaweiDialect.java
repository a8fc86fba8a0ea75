package org.axletree.hub.dialect.huawei;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.axletree.core.door.ObjectReport;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Reply;
import org.axletree.core.door.Sender;
import org.axletree.core.door.SessionRules;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Message;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.dialect.Dialect;
import org.axletree.hub.dialect.Reading;
import org.axletree.hub.registry.huawei.HuaweiDeviceService;

/**
 * What devices of Huawei's dialect say: on topics of their own, at QoS 0 or 1, and part of it to the hub. Whatever else they
 * say is dropped, and the connection stays (docs/reference/dialects/huawei.md).
 */
@Dependent
public class HuaweiDialect implements Dialect {
    /** The largest message, in bytes, also after it was unpacked. */
    static final int MOST_BYTES = 1024 * 1024;

    /** The longest topic of the owner's choice, in bytes. */
    private static final int LONGEST_CUSTOM_TOPIC = 128;

    private static final int MOST_SUBSCRIPTIONS = 100;
    private static final int SHORTEST_KEEP_ALIVE_SECONDS = 30;
    private static final int LONGEST_KEEP_ALIVE_SECONDS = 1_200;

    /** The resource with which an LwM2M device says what only it and its owner understand. */
    private static final String BINARY_UPLINK = "19/0/0";

    private static final Reading FOREIGN = new Reading.Refused(Reason.TOPIC_FOREIGN, false);
    private static final Reading TOPIC_TOO_LONG = new Reading.Refused(Reason.TOPIC_TOO_LONG, false);
    private static final Reading TOO_LARGE = new Reading.Refused(Reason.PAYLOAD_TOO_LARGE, false);
    private static final Reading UNREADABLE = new Reading.Refused(Reason.PAYLOAD_MALFORMED, false);
    private static final Reading QOS_FORBIDDEN = new Reading.Refused(Reason.QOS_FORBIDDEN, false);
    private static final Reading NO_WILL = new Reading.Refused(Reason.WILL_UNSUPPORTED, false);

    private final Gzip gzip = new Gzip(MOST_BYTES);
    private final ReportedShadows shadows;
    private final HuaweiCalls calls;
    private final HuaweiRequests requests;

    @Inject
    public HuaweiDialect(ReportedShadows shadows, HuaweiCalls calls, HuaweiRequests requests) {
        this.shadows = shadows;
        this.calls = calls;
        this.requests = requests;
    }

    @Override
    public String name() {
        return HuaweiDeviceService.DIALECT;
    }

    /** None: others may speak to a device on its own topics. */
    @Override
    public List<String> hubTopics() {
        return List.of();
    }

    @Override
    public SessionRules rules(DeviceIdentity device) {
        String id = device.deviceName();
        return new SessionRules(
                SessionRules.Retention.STRIPPED,
                true, // such a will is dropped when it would be said, so that firmware which has one still connects
                Qos.EXACTLY_ONCE, // the message is dropped: see read
                Qos.AT_LEAST_ONCE,
                Integer.MAX_VALUE, // likewise
                new SessionRules.KeepAlive(SHORTEST_KEEP_ALIVE_SECONDS, LONGEST_KEEP_ALIVE_SECONDS, false),
                List.of(
                        TopicFilter.of(HuaweiTopic.messagesDown(id)),
                        TopicFilter.of(HuaweiTopic.eventsDown(id)),
                        TopicFilter.of(HuaweiTopic.root(id) + "sys/commands/+"),
                        TopicFilter.of(HuaweiTopic.root(id) + "sys/properties/set/+"),
                        TopicFilter.of(HuaweiTopic.root(id) + "sys/properties/get/+"),
                        TopicFilter.of(HuaweiTopic.root(id) + "sys/shadow/get/response/+")),
                false,
                true,
                OptionalLong.empty(),
                OptionalInt.empty(),
                SessionRules.ForeignTopic.DROP,
                MOST_SUBSCRIPTIONS);
    }

    @Override
    public Reading read(Sender.Device sender, Publication publication) {
        String topic = publication.topic();
        DeviceIdentity device = sender.rights().identity();
        HuaweiTopic meaning = HuaweiTopic.spokenBy(device.deviceName(), topic);
        if (meaning == HuaweiTopic.FOREIGN) {
            return FOREIGN;
        }
        if (publication.will()) {
            return NO_WILL;
        }
        if (publication.qos() == Qos.EXACTLY_ONCE) {
            return QOS_FORBIDDEN;
        }
        if (publication.payloadSize() > MOST_BYTES) {
            return TOO_LARGE;
        }
        if (meaning == HuaweiTopic.CUSTOM && isTooLong(topic)) {
            return TOPIC_TOO_LONG;
        }
        if (!HuaweiTopic.isCompressed(topic)) {
            return meant(sender, meaning, topic, publication, Reading.AS_IS, publication.rehearsed());
        }
        Gzip.Unpacked unpacked = gzip.unpack(publication.payload());
        if (unpacked.payload().isEmpty()) {
            return unpacked.tooLarge() ? TOO_LARGE : UNREADABLE;
        }
        HubMessage plain = new HubMessage(
                HuaweiTopic.uncompressed(topic),
                publication.qos(),
                false,
                publication.receivedAt(),
                unpacked.payload().get(),
                publication.properties(),
                publication.annotations());
        return meant(sender, meaning, plain.topic(), plain, new Reading.Canonical(plain), publication.rehearsed());
    }

    private static boolean isTooLong(String topic) {
        return topic.length() > LONGEST_CUSTOM_TOPIC
                || topic.length() * 3 > LONGEST_CUSTOM_TOPIC
                        && topic.getBytes(StandardCharsets.UTF_8).length > LONGEST_CUSTOM_TOPIC;
    }

    /**
     * @param passedOn the reading of a message that is not, or not only, for the hub
     * @param rehearsed whether nothing of it is to be written down
     */
    private Reading meant(
            Sender.Device sender,
            HuaweiTopic meaning,
            String topic,
            Message message,
            Reading passedOn,
            boolean rehearsed) {
        DeviceIdentity device = sender.rights().identity();
        switch (meaning) {
            case SHADOW_GET, SUB_DEVICES_REPORT:
                return Reading.REQUEST;
            case EVENTS_UP:
                return HuaweiRequests.isForTheHub(message) ? Reading.REQUEST : passedOn;
            case MESSAGES_UP:
                return HuaweiRequests.isForAnother(device.deviceName(), message) ? Reading.REQUEST : passedOn;
            case PROPERTIES_REPORT:
                if (!rehearsed && sender.rights().filters().publish().permitsTopic(topic)) {
                    shadows.hear(device.deviceId(), message.payload(), message.receivedAt());
                }
                return passedOn;
            case COMMAND_RESPONSE, PROPERTIES_SET_RESPONSE, PROPERTIES_GET_RESPONSE:
                if (!rehearsed) {
                    calls.answered(device.deviceId(), HuaweiTopic.requestId(topic), message.payload());
                }
                return passedOn;
            default:
                return passedOn;
        }
    }

    /**
     * What the object of binary messages says goes up as it came; of other objects the values, one service an instance
     * (docs/reference/lwm2m.md).
     */
    @Override
    public Optional<HubMessage> reported(DeviceIdentity device, ObjectReport report) {
        String id = device.deviceName();
        if (report.path().equals(BINARY_UPLINK) || report.values().isEmpty()) {
            return Optional.of(new HubMessage(
                    HuaweiTopic.messagesUp(id), Qos.AT_LEAST_ONCE, false, report.receivedAt(), report.payload()));
        }
        return Optional.of(new HubMessage(
                HuaweiTopic.propertiesReport(id),
                Qos.AT_LEAST_ONCE,
                false,
                report.receivedAt(),
                ObjectServices.report(report.values().get())));
    }

    @Override
    public Reply answer(Publication request) {
        byte[] payload = request.payload();
        if (HuaweiTopic.isCompressed(request.topic())) {
            Optional<byte[]> unpacked = gzip.unpack(payload).payload();
            if (unpacked.isEmpty()) {
                return decline(request, Reason.PAYLOAD_MALFORMED);
            }
            payload = unpacked.get();
        }
        return requests.answer((Sender.Device) request.sender(), request, payload);
    }

    @Override
    public Reply decline(Publication request, Reason reason) {
        return Reply.silent(Optional.of(reason));
    }
}
