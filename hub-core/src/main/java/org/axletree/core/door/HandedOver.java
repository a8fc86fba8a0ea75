package org.axletree.core.door;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a door has to know of a device's connection that came in at the web's port: TLS has ended there, and the door sees a
 * connection of this host only (ADR 72).
 *
 * @param host of the device, as an address
 * @param port of the device
 * @param secure whether it came over TLS
 * @param serverName the host name that the client asked for ({@code Host}), without a port; empty if none
 * @param certificates what the client presented in the TLS handshake, leaf first, in DER; empty if nothing
 */
public record HandedOver(String host, int port, boolean secure, String serverName, List<byte[]> certificates) {
    /** Bytes of the longest one. */
    public static final int LONGEST = 64 * 1024;

    private static final int MOST_CERTIFICATES = 10;

    public HandedOver {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(serverName, "serverName");
        certificates = List.copyOf(certificates);
    }

    /** As bytes, for {@link #read}. */
    public byte[] written() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(host);
            out.writeShort(port);
            out.writeBoolean(secure);
            out.writeUTF(serverName);
            out.writeByte(certificates.size());
            for (byte[] certificate : certificates) {
                out.writeInt(certificate.length);
                out.write(certificate);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException if the bytes are none */
    public static HandedOver read(byte[] written) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(written))) {
            String host = in.readUTF();
            int port = in.readUnsignedShort();
            boolean secure = in.readBoolean();
            String serverName = in.readUTF();
            int count = in.readUnsignedByte();
            if (count > MOST_CERTIFICATES) {
                throw new IOException(count + " certificates (expected: at most " + MOST_CERTIFICATES + ")");
            }
            List<byte[]> certificates = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                int length = in.readInt();
                if (length < 0 || length > in.available()) {
                    throw new IOException("a certificate of " + length + " bytes (expected: as many as there are)");
                }
                certificates.add(in.readNBytes(length));
            }
            return new HandedOver(host, port, secure, serverName, certificates);
        }
    }
}
