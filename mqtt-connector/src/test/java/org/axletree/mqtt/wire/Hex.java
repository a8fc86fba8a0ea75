package org.axletree.mqtt.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Bytes as a test writes them: {@code 05 82 'MQTT' "a" < 21 0001 >}, hex, bare text, text with its length before it, and
 * what is between angle brackets with its length in one byte before it.
 */
final class Hex {
    private Hex() {}

    static ByteBuf of(String written) {
        ByteBuf out = Unpooled.buffer();
        int lengthAt = 0;
        for (String word : written.split(" ")) {
            if (word.startsWith("'")) {
                out.writeBytes(text(word));
            } else if (word.startsWith("\"")) {
                out.writeShort(text(word).length).writeBytes(text(word));
            } else if (word.equals("<")) {
                lengthAt = out.writerIndex();
                out.writeByte(0);
            } else if (word.equals(">")) {
                out.setByte(lengthAt, out.writerIndex() - lengthAt - 1);
            } else if (!word.isEmpty()) {
                out.writeBytes(HexFormat.of().parseHex(word));
            }
        }
        return out;
    }

    static byte[] bytes(String written) {
        return ByteBufUtil.getBytes(of(written));
    }

    private static byte[] text(String word) {
        return word.substring(1, word.length() - 1).getBytes(StandardCharsets.UTF_8);
    }
}
