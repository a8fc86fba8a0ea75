package org.axletree.coap.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axletree.coap.registration.ObjectLinks;
import org.axletree.coap.registration.Registration;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;
import org.eclipse.californium.elements.auth.RawPublicKeyIdentity;
import org.junit.jupiter.api.Test;

class RegistrationRecordTest {
    private static Registration of(Optional<Principal> principal) {
        return new Registration(
                "id",
                "meter",
                "hub",
                "device",
                principal,
                new InetSocketAddress("127.0.0.1", 5683),
                300,
                1_700_000_000_000L,
                "1.1",
                true,
                new ObjectLinks("root", List.of("3/0", "19/0")),
                Map.of(7L, "19/0/0"));
    }

    @Test
    void registration_isReadAsItWasWritten_whateverItsDeviceProved() throws Exception {
        Principal key = new RawPublicKeyIdentity(
                KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic());
        for (Principal principal : new Principal[] {null, key, new PreSharedKeyIdentity("meter")}) {
            Registration registration = of(Optional.ofNullable(principal));
            assertThat(RegistrationRecord.read(RegistrationRecord.write(registration)))
                    .isEqualTo(registration);
        }
    }

    /** As it was kept before certificates were taken. */
    @Test
    void registrationOfTheFirstForm_isReadWithTheIdentityOfItsKey() throws IOException, GeneralSecurityException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(1);
            for (String text : List.of("id", "meter", "hub", "device")) {
                out.writeUTF(text);
            }
            out.writeBoolean(true);
            out.writeByte(4);
            out.write(new byte[] {127, 0, 0, 1});
            out.writeShort(5683);
            out.writeLong(300);
            out.writeLong(1_700_000_000_000L);
            out.writeUTF("1.1");
            out.writeBoolean(true);
            out.writeUTF("root");
            out.writeInt(2);
            out.writeUTF("3/0");
            out.writeUTF("19/0");
            out.writeInt(1);
            out.writeLong(7);
            out.writeUTF("19/0/0");
        }

        assertThat(RegistrationRecord.read(bytes.toByteArray()))
                .isEqualTo(of(Optional.of(new PreSharedKeyIdentity("meter"))));
    }
}
