package org.axletree.verification.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.axletree.verification.bench.broker.Credentials;

/** The few packets of MQTT 3.1.1 that a load generator sends. */
final class Packets {
    static final int PUBLISH = 3;
    static final int PUBACK = 4;
    static final int PUBREC = 5;
    static final int PUBREL = 6;
    static final int PUBCOMP = 7;
    static final int CONNACK = 2;
    static final int SUBACK = 9;

    /** First two bytes of the acknowledgements, which are all four bytes long. */
    static final int PUBACK_HEAD = 0x4002;

    static final int PUBREC_HEAD = 0x5002;
    static final int PUBREL_HEAD = 0x6202;
    static final int PUBCOMP_HEAD = 0x7002;

    private static final int USER_NAME = 0x80;
    private static final int PASSWORD = 0x40;
    private static final int CLEAN_SESSION = 0x02;

    private Packets() {}

    static ByteBuf connect(Credentials credentials, boolean cleanSession, int keepAliveSeconds) {
        boolean named = !credentials.userName().isEmpty();
        boolean secret = !credentials.password().isEmpty();
        ByteBuf body = Unpooled.buffer();
        string(body, "MQTT");
        body.writeByte(4)
                .writeByte((named ? USER_NAME : 0) | (secret ? PASSWORD : 0) | (cleanSession ? CLEAN_SESSION : 0))
                .writeShort(keepAliveSeconds);
        string(body, credentials.clientId());
        if (named) {
            string(body, credentials.userName());
        }
        if (secret) {
            string(body, credentials.password());
        }
        return framed(0x10, body);
    }

    static ByteBuf subscribe(int packetId, int qos, List<String> filters) {
        ByteBuf body = Unpooled.buffer();
        body.writeShort(packetId);
        for (String filter : filters) {
            string(body, filter);
            body.writeByte(qos);
        }
        return framed(0x82, body);
    }

    static ByteBuf pingRequest() {
        return Unpooled.wrappedBuffer(new byte[] {(byte) 0xC0, 0});
    }

    static ByteBuf disconnect() {
        return Unpooled.wrappedBuffer(new byte[] {(byte) 0xE0, 0});
    }

    static void length(ByteBuf to, int length) {
        int rest = length;
        while (rest > 0x7F) {
            to.writeByte(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        to.writeByte(rest);
    }

    private static ByteBuf framed(int firstByte, ByteBuf body) {
        ByteBuf frame = Unpooled.buffer(body.readableBytes() + 5);
        frame.writeByte(firstByte);
        length(frame, body.readableBytes());
        return frame.writeBytes(body);
    }

    private static void string(ByteBuf to, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        to.writeShort(bytes.length).writeBytes(bytes);
    }
}
