package org.axletree.coap.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axletree.coap.registration.ObjectLinks;
import org.axletree.coap.registration.Registration;

/** A registration as bytes. The first of them is the version of the form. */
final class RegistrationRecord {
    private static final int VERSION = 1;
    private static final int MOST = 10_000;

    private RegistrationRecord() {}

    static byte[] write(Registration registration) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(registration.id());
            out.writeUTF(registration.endpoint());
            out.writeUTF(registration.hubId());
            out.writeUTF(registration.deviceId());
            out.writeBoolean(registration.secure());
            byte[] address = registration.address().getAddress().getAddress();
            out.writeByte(address.length);
            out.write(address);
            out.writeShort(registration.address().getPort());
            out.writeLong(registration.lifetimeSeconds());
            out.writeLong(registration.expiresAt());
            out.writeUTF(registration.version());
            out.writeBoolean(registration.queueMode());
            out.writeUTF(registration.links().root());
            out.writeInt(registration.objects().size());
            for (String path : registration.objects()) {
                out.writeUTF(path);
            }
            out.writeInt(registration.observations().size());
            for (Map.Entry<Long, String> observation :
                    registration.observations().entrySet()) {
                out.writeLong(observation.getKey());
                out.writeUTF(observation.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }

    static Registration read(byte[] record) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(record))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IOException("registration: form " + version + " (expected: " + VERSION + ")");
            }
            String id = in.readUTF();
            String endpoint = in.readUTF();
            String hubId = in.readUTF();
            String deviceId = in.readUTF();
            boolean secure = in.readBoolean();
            InetAddress address = InetAddress.getByAddress(in.readNBytes(in.readByte()));
            int port = in.readUnsignedShort();
            return new Registration(
                    id,
                    endpoint,
                    hubId,
                    deviceId,
                    secure,
                    new InetSocketAddress(address, port),
                    in.readLong(),
                    in.readLong(),
                    in.readUTF(),
                    in.readBoolean(),
                    new ObjectLinks(in.readUTF(), paths(in)),
                    observations(in));
        }
    }

    private static List<String> paths(DataInputStream in) throws IOException {
        List<String> paths = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            paths.add(in.readUTF());
        }
        return paths;
    }

    private static Map<Long, String> observations(DataInputStream in) throws IOException {
        Map<Long, String> observations = new HashMap<>();
        for (int left = count(in); left > 0; left--) {
            long token = in.readLong();
            observations.put(token, in.readUTF());
        }
        return observations;
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST) {
            throw new IOException("registration: " + count + " entries (expected: at most " + MOST + ")");
        }
        return count;
    }
}
