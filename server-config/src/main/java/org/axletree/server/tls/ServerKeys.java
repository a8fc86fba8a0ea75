package org.axletree.server.tls;

import java.nio.file.Path;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.security.UnrecoverableKeyException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import org.axletree.core.home.StateDirectory;

/**
 * Makes Payara's HTTPS listener show the certificate that the hub keeps in the state directory. Payara asks the default key
 * manager factory of the JDK for the keys of its own key store, once, as the listener starts; this provider is that factory.
 * For Payara's key store it answers with keys that are read from the hub's file at each handshake; for any other with the
 * JDK's own.
 */
public final class ServerKeys extends Provider {
    private static final long serialVersionUID = 1L;
    private static final String ALGORITHM = "AxletreeServerKeys";

    /** The name of the self-signed key that Payara brings along. */
    private static final String PAYARA_ALIAS = "s1as";

    private ServerKeys(Path directory) {
        super("Axletree", "1.0", "The server's certificate, renewed without a restart");
        putService(new Service(this, "KeyManagerFactory", ALGORITHM, Factory.class.getName(), null, null) {
            @Override
            public Object newInstance(Object parameter) {
                return new Factory(directory);
            }
        });
    }

    /** Serves the files {@code tls/server.p12} and {@code tls/server.p12.password}, as soon as they are there. */
    public static void install(StateDirectory home) {
        Security.addProvider(new ServerKeys(home.file("tls")));
        Security.setProperty("ssl.KeyManagerFactory.algorithm", ALGORITHM);
    }

    private static final class Factory extends KeyManagerFactorySpi {
        private final Path directory;
        private KeyManager[] managers = {};

        Factory(Path directory) {
            this.directory = directory;
        }

        @Override
        protected void engineInit(KeyStore store, char[] password)
                throws KeyStoreException, NoSuchAlgorithmException, UnrecoverableKeyException {
            if (store != null && store.containsAlias(PAYARA_ALIAS)) {
                managers = new KeyManager[] {new RenewedKey(directory)};
                return;
            }
            KeyManagerFactory standard = KeyManagerFactory.getInstance("SunX509");
            standard.init(store, password);
            managers = standard.getKeyManagers();
        }

        @Override
        protected void engineInit(ManagerFactoryParameters parameters) throws InvalidAlgorithmParameterException {
            throw new InvalidAlgorithmParameterException("parameters: not supported (expected: a key store)");
        }

        @Override
        protected KeyManager[] engineGetKeyManagers() {
            return managers.clone();
        }
    }
}
