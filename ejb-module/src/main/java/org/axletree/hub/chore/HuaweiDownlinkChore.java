package org.axletree.hub.chore;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.axletree.hub.dialect.huawei.WaitingDownlinks;

/** Tells Huawei devices that came back what waited for them. */
@ApplicationScoped
public class HuaweiDownlinkChore implements Chore {
    @Inject
    private WaitingDownlinks waiting;

    @Override
    public String complaint() {
        return "What waits for devices could not be said";
    }

    @Override
    public int everySeconds() {
        return 1;
    }

    @Override
    public void run() {
        waiting.deliver();
    }
}
