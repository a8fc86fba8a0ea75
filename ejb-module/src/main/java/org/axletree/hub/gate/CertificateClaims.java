package org.axletree.hub.gate;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.axletree.hub.authority.ClientChain;
import org.axletree.hub.registry.device.CertificateHolder;
import org.axletree.hub.registry.device.CertificateHolder.Grounds;
import org.axletree.hub.registry.device.KnownDevice;
import org.axletree.hub.registry.hub.HubAuthority;
import org.axletree.hub.registry.hub.HubDirectory;

/**
 * Which of the claims to a certificate stand. One whose owner has proved to have the key goes before all that only say so; and
 * one that only says so is worth nothing where an authority of another project is known to have signed the certificate, also
 * if the client has not sent that authority.
 */
final class CertificateClaims {
    private final HubDirectory hubs;

    CertificateClaims(HubDirectory hubs) {
        this.hubs = hubs;
    }

    List<KnownDevice> standing(List<CertificateHolder> claims, ClientChain chain) {
        return claims.isEmpty() ? List.of() : standing(claims, signers(chain));
    }

    /** @param signers the projects whose authorities signed the certificate; empty if none is known to */
    List<KnownDevice> standing(List<CertificateHolder> claims, Set<String> signers) {
        List<KnownDevice> proved = claims.stream()
                .filter(claim -> claim.is(Grounds.PROVED))
                .map(CertificateHolder::device)
                .toList();
        return !proved.isEmpty()
                ? proved
                : claims.stream()
                        .filter(claim -> signers.isEmpty() || signers.contains(claim.projectId()))
                        .map(CertificateHolder::device)
                        .toList();
    }

    /** Whether nothing but somebody's word tells whose certificate it is. */
    boolean areWordsOnly(List<CertificateHolder> claims, ClientChain chain) {
        return claims.stream().allMatch(claim -> claim.is(Grounds.CLAIMED))
                && signers(chain).isEmpty();
    }

    private Set<String> signers(ClientChain chain) {
        return hubs.authoritiesNamed(chain.issuer()).stream()
                .filter(authority -> chain.isSignedBy(authority.certificatePem()))
                .map(HubAuthority::projectId)
                .collect(Collectors.toSet());
    }
}
