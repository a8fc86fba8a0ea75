package org.axletree.hub.delivery.target;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.axletree.fence.AddressFence;
import org.axletree.fence.FencedSocketFactory;
import org.axletree.hub.settings.HubSettings;

/** Makes the one fence that all targets stand behind; drivers that make their own sockets obey the same. */
@ApplicationScoped
public class TargetFence {
    @Produces
    @Singleton
    AddressFence fence(HubSettings settings) {
        AddressFence fence = AddressFence.allowing(settings.routesAllow());
        FencedSocketFactory.obey(fence);
        return fence;
    }
}
