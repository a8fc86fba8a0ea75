package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;

/** Topic names and topic filters: section 4.7. More is in {@code packets.txt}, and in the tests of the topic tree. */
@ExtendWith(Stage.class)
class TopicsTest {
    @BothVersions
    @Mqtt3("MQTT-4.7.2-1")
    @Mqtt5("MQTT-4.7.2-1")
    void wildcardAtTheFirstLevel_topicWithDollar_doesNotMatch(Version version, Scene scene) throws IOException {
        Peer peer = scene.peer(version, "s").subscribe("#", 0).subscribe("+/a", 0);
        Peer exact = scene.peer(version, "x").subscribe("$mine/#", 0);
        peer.publish("$mine/a", "hidden").publish("mine/a", "seen");
        assertThat(peer.payloads(1)).containsExactly("seen");
        assertThat(exact.payloads(1)).containsExactly("hidden");
        peer.quiet();
    }

    @BothVersions
    @Mqtt3("MQTT-4.7.3-4")
    @Mqtt5("MQTT-4.7.3-4")
    void topics_thatLookAlike_areDifferent(Version version, Scene scene) throws IOException {
        Peer peer = scene.peer(version, "s");
        // é composed; e with a combining accent; a level that is empty; a space; a letter of another case
        peer.subscribe("caf\u00e9", 0).subscribe("a//b", 0).subscribe("a b", 0).subscribe("/a", 0);
        for (String other : List.of("cafe\u0301", "a/b", "a%20b", "a  b", "a", "/a/", "/A", "CAF\u00e9")) {
            peer.publish(other, "another topic");
        }
        peer.publish("caf\u00e9", "1").publish("a//b", "2").publish("a b", "3").publish("/a", "4");
        assertThat(peer.payloads(4)).containsExactly("1", "2", "3", "4");
        peer.quiet();
    }

    @BothVersions
    @Mqtt3({"MQTT-4.7.1-2", "MQTT-4.7.1-3"})
    @Mqtt5({"MQTT-4.7.1-1", "MQTT-4.7.1-2"})
    void wildcards_matchAsTheSpecificationSays(Version version, Scene scene) throws IOException {
        Peer parent = scene.peer(version, "parent").subscribe("sport/tennis/#", 0);
        Peer single = scene.peer(version, "single").subscribe("sport/+", 0);
        Peer first = scene.peer(version, "first").subscribe("+/+", 0);
        Peer publisher = scene.peer(version, "p");
        publisher
                .publish("sport/tennis", "1")
                .publish("sport/tennis/one/score", "2")
                .publish("sport", "3");
        publisher.publish("sport/", "4").publish("/finance", "5").publish("sport/tennis/end", "6");
        publisher.publish("end/end", "7").publish("sport/end", "8").publish("sport/tennis", "9");
        assertThat(parent.payloads(4)).containsExactly("1", "2", "6", "9");
        assertThat(single.payloads(4)).containsExactly("1", "4", "8", "9");
        assertThat(first.payloads(6)).containsExactly("1", "4", "5", "7", "8", "9");
    }

    @BothVersions
    @Mqtt3("MQTT-4.7.3-3")
    @Mqtt5("MQTT-4.7.3-3")
    void topic_of65535Bytes_isATopic(Version version, Scene scene) throws IOException {
        String longest = "a".repeat(65_535);
        Peer peer = scene.peer(version, "s").subscribe(longest, 0).publish(longest, "m");
        assertThat(peer.next(Packets.PUBLISH).topic).isEqualTo(longest);
    }
}
