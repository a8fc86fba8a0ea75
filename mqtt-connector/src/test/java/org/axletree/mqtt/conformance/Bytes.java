package org.axletree.mqtt.conformance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The data representations of chapter 1.5, appended one after the other. */
final class Bytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Bytes one(int value) {
        out.write(value);
        return this;
    }

    Bytes two(int value) {
        return one(value >> 8).one(value);
    }

    Bytes four(long value) {
        return two((int) (value >> 16)).two((int) value);
    }

    Bytes variable(int value) {
        int rest = value;
        do {
            one(rest > 127 ? rest & 127 | 128 : rest);
            rest >>= 7;
        } while (rest > 0);
        return this;
    }

    Bytes raw(byte[]... parts) {
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return this;
    }

    /** Binary data with its length before it. */
    Bytes binary(byte[] data) {
        return two(data.length).raw(data);
    }

    Bytes string(String text) {
        return binary(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Properties with their length before them. */
    Bytes properties(byte[]... properties) {
        byte[] all = new Bytes().raw(properties).get();
        return variable(all.length).raw(all);
    }

    byte[] get() {
        return out.toByteArray();
    }

    /** A packet with this as its body. */
    byte[] packet(int first) {
        return new Bytes().one(first).variable(out.size()).raw(get()).get();
    }
}
