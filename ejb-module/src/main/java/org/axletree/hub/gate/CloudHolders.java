package org.axletree.hub.gate;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axletree.hub.authority.ClientChain;
import org.axletree.hub.registry.authority.DeviceAuthorityDirectory;
import org.axletree.hub.registry.device.CredentialedDevice;
import org.axletree.hub.registry.device.DeviceDirectory;

/**
 * The devices of other clouds whose certificate it may be, in whatever hub: by its thumbprint, or by its common name and an
 * authority that was verified for the hub. A thumbprint is no secret, so that whoever is not the only one is not known by it.
 */
final class CloudHolders {
    private final DeviceDirectory devices;
    private final DeviceAuthorityDirectory authorities;
    private final Clock clock;

    CloudHolders(DeviceDirectory devices, DeviceAuthorityDirectory authorities, Clock clock) {
        this.devices = devices;
        this.authorities = authorities;
        this.clock = clock;
    }

    /** Each once. None where so many hubs have an authority of that name that not all can be looked at. */
    List<CredentialedDevice> of(ClientChain chain) {
        Optional<List<String>> hubIds = authorities.hubsOf(chain.issuers());
        if (hubIds.isEmpty()) {
            return List.of();
        }
        List<CredentialedDevice> holders = new ArrayList<>(devices.withThumbprint(chain.thumbprints()));
        if (chain.commonName().problem().isPresent()) {
            return holders;
        }
        for (String hubId : hubIds.get()) {
            devices.credentialedIn(hubId, chain.commonName().text())
                    .filter(device -> device.credential().waitsForAnAuthority())
                    .filter(device -> isVouchedFor(chain, hubId))
                    .ifPresent(holders::add);
        }
        return holders;
    }

    private boolean isVouchedFor(ClientChain chain, String hubId) {
        return chain.problemOnTheWayToOneOf(authorities.named(hubId, chain.issuers()), clock.instant())
                .isEmpty();
    }
}
