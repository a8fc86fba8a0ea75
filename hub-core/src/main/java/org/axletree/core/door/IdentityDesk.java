package org.axletree.core.door;

import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where the web's listener asks the hub which certificate to show. It stands before the application and lives in another class
 * loader: what they have in common is a security provider, and nothing but types of the JDK passes over it. Where nobody has put
 * one up, as on Payara Server, nobody asks.
 */
public final class IdentityDesk {
    private static final String PROVIDER = "Axletree";
    private static final String ANSWERS = IdentityDesk.class.getName();

    private IdentityDesk() {}

    /** Puts up the place where the hub may answer. */
    public static void putUp() {
        Security.addProvider(new Desk());
    }

    /** @param identities the certificate for the name that a client asks for; for the empty name, if it names none */
    public static void open(Function<String, ServerIdentity> identities) {
        Function<String, Object[]> answers = name -> {
            ServerIdentity identity = identities.apply(name);
            return new Object[] {identity.key(), identity.chain().toArray(X509Certificate[]::new)};
        };
        provider().ifPresent(provider -> provider.put(ANSWERS, answers));
    }

    /** Nobody answers any more. */
    public static void close() {
        provider().ifPresent(provider -> provider.remove(ANSWERS));
    }

    /** The hub's answer; empty while it is not there. */
    @SuppressWarnings("unchecked") // nobody else puts anything there
    public static Optional<ServerIdentity> ask(String serverName) {
        return provider()
                .map(provider -> (Function<String, Object[]>) provider.get(ANSWERS))
                .map(answers -> answers.apply(serverName))
                .map(answer -> new ServerIdentity(List.of((X509Certificate[]) answer[1]), (PrivateKey) answer[0]));
    }

    private static Optional<Provider> provider() {
        return Optional.ofNullable(Security.getProvider(PROVIDER));
    }

    /** Has no algorithms. */
    private static final class Desk extends Provider {
        private static final long serialVersionUID = 1L;

        Desk() {
            super(PROVIDER, "1.0", "Where the web's listener asks for certificates");
        }
    }
}
