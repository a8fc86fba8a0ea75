package org.axletree.mqtt.connection;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.axletree.core.door.SessionRules;
import org.axletree.core.door.SessionRules.KeepAlive;
import org.axletree.core.door.SessionRules.Retention;
import org.axletree.core.message.Qos;
import org.axletree.core.topic.TopicFilter;

/** Rules of a dialect, one after the other; those that are not named are MQTT's. */
public final class Rules {
    private Retention retain = Retention.KEPT;
    private Qos maxPublishQos = Qos.EXACTLY_ONCE;
    private Qos maxGrantedQos = Qos.EXACTLY_ONCE;
    private int maxPayloadBytes = Integer.MAX_VALUE;
    private int maxSubscriptions = Integer.MAX_VALUE;
    private KeepAlive keepAlive = KeepAlive.ANY;
    private List<TopicFilter> implicit = List.of();
    private boolean hearsItself = true;
    private boolean keepsTold = true;
    private boolean wills = true;
    private OptionalLong validUntil = OptionalLong.empty();
    private OptionalInt connackCode = OptionalInt.empty();

    private Rules() {}

    public static Rules of() {
        return new Rules();
    }

    public Rules retain(Retention what) {
        retain = what;
        return this;
    }

    public Rules maxPublishQos(int level) {
        maxPublishQos = Qos.of(level);
        return this;
    }

    public Rules maxGrantedQos(int level) {
        maxGrantedQos = Qos.of(level);
        return this;
    }

    public Rules maxPayloadBytes(int bytes) {
        maxPayloadBytes = bytes;
        return this;
    }

    public Rules maxSubscriptions(int most) {
        maxSubscriptions = most;
        return this;
    }

    public Rules keepAlive(KeepAlive range) {
        keepAlive = range;
        return this;
    }

    public Rules implicit(String... filters) {
        implicit = Arrays.stream(filters).map(TopicFilter::of).toList();
        return this;
    }

    public Rules deafToItself() {
        hearsItself = false;
        return this;
    }

    public Rules withoutWills() {
        wills = false;
        return this;
    }

    public Rules until(long millis) {
        validUntil = OptionalLong.of(millis);
        return this;
    }

    /** A session keeps nothing of what the hub tells its device. */
    public Rules keepsNothingTold() {
        keepsTold = false;
        return this;
    }

    public Rules connackCode(int code) {
        connackCode = OptionalInt.of(code);
        return this;
    }

    public SessionRules get() {
        return new SessionRules(
                retain,
                wills,
                maxPublishQos,
                maxGrantedQos,
                maxPayloadBytes,
                keepAlive,
                implicit,
                hearsItself,
                keepsTold,
                validUntil,
                connackCode,
                SessionRules.ForeignTopic.DROP,
                maxSubscriptions);
    }
}
