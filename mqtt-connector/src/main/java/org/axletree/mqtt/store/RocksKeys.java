package org.axletree.mqtt.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.axletree.mqtt.store.Change.Kind;

/**
 * The bytes of keys: the kind, then numbers with their highest byte first, then text, so that the order of bytes is the order
 * of kinds and numbers. Used by one thread.
 */
final class RocksKeys {
    private static final Kind[] KINDS = Kind.values();

    private final byte[] ofMessage = new byte[9];
    private final byte[] ofPair = new byte[17];

    /** The key of a record, valid until the next is asked for. */
    byte[] of(Change change) {
        return switch (change.kind()) {
            case SESSION, WILL, MESSAGE, CLOCK -> begin(ofMessage, change);
            case RECEIVED, PROGRESS, FED -> {
                begin(ofPair, change);
                ByteBuffer.wrap(ofPair).putLong(9, change.second());
                yield ofPair;
            }
            case SUBSCRIPTION -> {
                byte[] text = change.text().getBytes(StandardCharsets.UTF_8);
                byte[] key = new byte[9 + text.length];
                System.arraycopy(text, 0, key, 9, text.length);
                yield begin(key, change);
            }
            case RETAINED -> {
                byte[] text = change.text().getBytes(StandardCharsets.UTF_8);
                byte[] key = new byte[1 + text.length];
                key[0] = (byte) Kind.RETAINED.ordinal();
                System.arraycopy(text, 0, key, 1, text.length);
                yield key;
            }
        };
    }

    private static byte[] begin(byte[] key, Change change) {
        key[0] = (byte) change.kind().ordinal();
        ByteBuffer.wrap(key).putLong(1, change.first());
        return key;
    }

    /** The lowest key of those of a kind that begin with a number. */
    static byte[] first(Kind kind, long number) {
        byte[] key = new byte[9];
        key[0] = (byte) kind.ordinal();
        ByteBuffer.wrap(key).putLong(1, number);
        return key;
    }

    /** @throws IllegalArgumentException if it is no key of a record */
    static Change record(byte[] key, byte[] value) {
        if (key.length == 0 || key[0] < 0 || key[0] >= KINDS.length) {
            throw new IllegalArgumentException(
                    "record of an unknown kind (expected: one of this version; was it written by a newer Axletree?)");
        }
        Kind kind = KINDS[key[0]];
        if (kind == Kind.RETAINED) {
            return new Change(kind, 0, 0, text(key, 1), value);
        }
        boolean pair = kind == Kind.RECEIVED || kind == Kind.PROGRESS || kind == Kind.FED;
        int numbers = pair ? 17 : 9;
        if (key.length < numbers || kind != Kind.SUBSCRIPTION && key.length > numbers) {
            throw new IllegalArgumentException(
                    "key of " + kind + ": " + key.length + " bytes (expected: " + numbers + ")");
        }
        ByteBuffer bytes = ByteBuffer.wrap(key);
        return new Change(kind, bytes.getLong(1), pair ? bytes.getLong(9) : 0, text(key, numbers), value);
    }

    private static String text(byte[] key, int from) {
        return new String(key, from, key.length - from, StandardCharsets.UTF_8);
    }
}
