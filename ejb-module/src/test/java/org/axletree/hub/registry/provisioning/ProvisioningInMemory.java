package org.axletree.hub.registry.provisioning;

import java.util.ArrayList;
import java.util.List;
import org.axletree.core.outcome.Reason;

/** Answers what it was told to, and remembers who asked. */
public final class ProvisioningInMemory extends ProvisioningService {
    private final List<String> asked = new ArrayList<>();
    private Outcome answer = new NotTaken(Reason.UNIDENTIFIED, "");

    public void answer(Outcome outcome) {
        answer = outcome;
    }

    public List<String> asked() {
        return asked;
    }

    @Override
    public Outcome take(String hubId, String name, String address) {
        asked.add(name + " from " + address);
        return answer;
    }
}
