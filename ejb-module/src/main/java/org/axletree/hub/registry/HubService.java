package org.axletree.hub.registry;

import jakarta.enterprise.context.ApplicationScoped;

/** What one can do with hubs. Every method throws {@link ProblemException} where it cannot. */
@ApplicationScoped
public class HubService {

    /** Creates a hub with its own certificate authority. */
    public Hub create(NewHub hub) {
        throw new UnsupportedOperationException();
    }

    public Page<Hub> list(HubQuery query, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    public Hub get(String region, String hubId) {
        throw new UnsupportedOperationException();
    }

    public Hub update(String region, String hubId, HubPatch patch) {
        throw new UnsupportedOperationException();
    }

    /** @param deleteDevices whether its devices go with it; otherwise a hub with devices stays (clouds.md A8) */
    public void delete(String region, String hubId, boolean deleteDevices) {
        throw new UnsupportedOperationException();
    }

    public Hub enable(String region, String hubId) {
        throw new UnsupportedOperationException();
    }

    public Hub disable(String region, String hubId) {
        throw new UnsupportedOperationException();
    }

    /** The certificate of the hub's authority, as PEM. */
    public String authorityCertificate(String region, String hubId) {
        throw new UnsupportedOperationException();
    }
}
