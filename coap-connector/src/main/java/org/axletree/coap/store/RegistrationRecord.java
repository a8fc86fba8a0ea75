package org.axletree.coap.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axletree.coap.registration.ObjectLinks;
import org.axletree.coap.registration.Registration;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;
import org.eclipse.californium.elements.util.DatagramReader;
import org.eclipse.californium.elements.util.DatagramWriter;
import org.eclipse.californium.scandium.auth.PrincipalSerializer;

/** A registration as bytes. The first of them is the version of the form. */
final class RegistrationRecord {
    private static final int VERSION = 2;
    /** Its secure devices proved an identity by a key, and that was the endpoint name. */
    private static final int VERSION_WITHOUT_PRINCIPALS = 1;

    private static final int MOST = 10_000;
    private static final int MOST_BYTES = 1 << 20;

    private RegistrationRecord() {}

    static byte[] write(Registration registration) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(registration.id());
            out.writeUTF(registration.endpoint());
            out.writeUTF(registration.hubId());
            out.writeUTF(registration.deviceId());
            writePrincipal(out, registration.principal());
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
            if (version != VERSION && version != VERSION_WITHOUT_PRINCIPALS) {
                throw new IOException("registration: form " + version + " (expected: " + VERSION + ")");
            }
            String id = in.readUTF();
            String endpoint = in.readUTF();
            String hubId = in.readUTF();
            String deviceId = in.readUTF();
            Optional<Principal> principal = version == VERSION ? principal(in) : identity(in.readBoolean(), endpoint);
            InetAddress address = InetAddress.getByAddress(in.readNBytes(in.readByte()));
            int port = in.readUnsignedShort();
            return new Registration(
                    id,
                    endpoint,
                    hubId,
                    deviceId,
                    principal,
                    new InetSocketAddress(address, port),
                    in.readLong(),
                    in.readLong(),
                    in.readUTF(),
                    in.readBoolean(),
                    new ObjectLinks(in.readUTF(), paths(in)),
                    observations(in));
        }
    }

    private static void writePrincipal(DataOutputStream out, Optional<Principal> principal) throws IOException {
        DatagramWriter writer = new DatagramWriter();
        PrincipalSerializer.serialize(principal.orElse(null), writer);
        byte[] bytes = writer.toByteArray();
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static Optional<Principal> principal(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MOST_BYTES) {
            throw new IOException("registration: " + length + " bytes (expected: at most " + MOST_BYTES + ")");
        }
        try {
            return Optional.ofNullable(PrincipalSerializer.deserialize(new DatagramReader(in.readNBytes(length))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("registration: what was proved cannot be read", e);
        }
    }

    private static Optional<Principal> identity(boolean secure, String endpoint) {
        return secure ? Optional.of(new PreSharedKeyIdentity(endpoint)) : Optional.empty();
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
