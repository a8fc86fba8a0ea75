package org.axletree.mqtt.listener;

import java.security.KeyStore;
import java.security.Provider;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;

/** One key manager in the place of those that are made of a key store. */
final class KeyManagers extends KeyManagerFactory {
    KeyManagers(KeyManager only) {
        super(new Given(only), new Nowhere(), "given");
    }

    private static final class Given extends KeyManagerFactorySpi {
        private final KeyManager only;

        Given(KeyManager only) {
            this.only = only;
        }

        @Override
        protected void engineInit(KeyStore store, char[] password) {
            // there is nothing to be read
        }

        @Override
        protected void engineInit(ManagerFactoryParameters parameters) {
            // likewise
        }

        @Override
        protected KeyManager[] engineGetKeyManagers() {
            return new KeyManager[] {only};
        }
    }

    /** Where it comes from: the JDK wants to know. */
    private static final class Nowhere extends Provider {
        private static final long serialVersionUID = 1L;

        Nowhere() {
            super("AxletreeDoor", "1.0", "The door's certificates");
        }
    }
}
