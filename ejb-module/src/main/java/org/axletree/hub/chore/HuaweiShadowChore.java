package org.axletree.hub.chore;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.axletree.hub.dialect.huawei.ReportedShadows;

/** Writes what Huawei devices reported into their shadows. */
@ApplicationScoped
public class HuaweiShadowChore implements Chore {
    @Inject
    private ReportedShadows reported;

    @Override
    public String complaint() {
        return "The shadows of devices could not be written";
    }

    @Override
    public int everySeconds() {
        return 1;
    }

    @Override
    public void run() {
        reported.write();
    }

    @Override
    public boolean isLastDuty() {
        return true;
    }
}
