package org.axletree.mqtt.adapter;

import java.io.IOException;
import org.axletree.core.door.SessionStorage;
import org.axletree.core.time.SteadyClock;
import org.axletree.mqtt.store.Engine;
import org.axletree.mqtt.store.RocksEngine;

/** What a door stands on, of the machine that it runs on: tests have others. */
interface DoorFoundation {
    /** That of this machine. */
    DoorFoundation OF_THE_MACHINE = new DoorFoundation() {};

    /** Opens what sessions are kept in. */
    default Engine engine(SessionStorage storage) throws IOException {
        return RocksEngine.open(storage);
    }

    /** A clock that starts now. */
    default SteadyClock clock() {
        return new SteadyClock();
    }
}
