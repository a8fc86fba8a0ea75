package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of bytes and answers, {@code packets.txt}, which explains itself. */
@ExtendWith(Stage.class)
class PacketTableTest {
    private static final Map<String, Integer> TYPES = Map.of(
            "CONNACK", Packets.CONNACK,
            "PUBACK", Packets.PUBACK,
            "PUBREC", Packets.PUBREC,
            "PUBCOMP", Packets.PUBCOMP,
            "SUBACK", Packets.SUBACK,
            "UNSUBACK", Packets.UNSUBACK,
            "PINGRESP", Packets.PINGRESP);

    static List<PacketRow> rows() throws IOException {
        return PacketRow.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void bytes_areAnswered(PacketRow row, Scene scene) throws IOException {
        Peer peer = row.first() ? scene.stranger(row.version()) : scene.peer(row.version(), "d");
        peer.send(row.bytes());
        try {
            for (String answer : row.answer().split("; ")) {
                answered(peer, answer.split(" "));
            }
        } catch (IOException | AssertionError e) {
            throw new AssertionError(row + ": " + e.getMessage(), e);
        }
    }

    private static void answered(Peer peer, String... words) throws IOException {
        Integer[] codes = Arrays.stream(words)
                .skip(1)
                .map(word -> Integer.parseInt(word, 16))
                .toArray(Integer[]::new);
        switch (words[0]) {
            case "open" -> peer.quiet();
            case "closed" -> peer.closed(codes);
            case "refused" -> refused(peer, peer.version == Version.V5, codes);
            case "ended" -> refused(peer, true, codes);
            default -> answered(peer.next(TYPES.get(words[0])), words);
        }
    }

    private static void refused(Peer peer, boolean maySayNothing, Integer... codes) throws IOException {
        Heard connack;
        try {
            connack = peer.next(Packets.CONNACK);
        } catch (EOFException | SocketException closed) {
            assertThat(maySayNothing).as("the server may say nothing").isTrue();
            return;
        }
        assertThat(connack.reason()).isIn((Object[]) codes);
        assertThat(connack.sessionPresent).isFalse();
        assertThat(peer.line.receiveUntilClosed()).isEmpty();
    }

    private static void answered(Heard heard, String... words) {
        int codesFrom = 2;
        if (heard.type == Packets.CONNACK) {
            codesFrom = 1;
        } else if (words.length > 1) {
            assertThat(heard.packetId).isEqualTo(Integer.parseInt(words[1]));
        }
        List<Integer> codes = Arrays.stream(words)
                .skip(codesFrom)
                .map(word -> Integer.parseInt(word, 16))
                .toList();
        if (!codes.isEmpty()) {
            assertThat(heard.reasons).isEqualTo(codes);
        } else {
            assertThat(heard.reasons).allMatch(reason -> reason < 0x80);
        }
    }
}
