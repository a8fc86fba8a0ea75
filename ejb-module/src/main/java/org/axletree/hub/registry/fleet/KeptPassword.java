package org.axletree.hub.registry.fleet;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axletree.core.scram.ScramVerifier;
import org.axletree.hub.authority.PasswordHash;
import org.axletree.hub.registry.password.ScramVerifiers;

/** What is kept of a password that a device brings along. */
record KeptPassword(PasswordHash hash, Optional<ScramVerifier> verifier) {

    /** Made before the transaction, which is not to wait for them, and for no trial, which keeps none. */
    static Map<UserPassword, KeptPassword> of(List<IncomingDevice> devices, ScramVerifiers verifiers) {
        Map<UserPassword, KeptPassword> kept = new IdentityHashMap<>();
        devices.stream()
                .flatMap(device -> device.password().stream())
                .forEach(password -> kept.put(
                        password,
                        new KeptPassword(
                                password.toHash(),
                                password.plain()
                                        .filter(plain -> plain.length > 0)
                                        .map(plain -> verifiers.of(password.userName(), plain)))));
        return kept;
    }
}
