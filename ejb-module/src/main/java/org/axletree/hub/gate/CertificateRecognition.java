package org.axletree.hub.gate;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.authority.ClientChain;
import org.axletree.hub.authority.CommonName;
import org.axletree.hub.registry.authority.DeviceAuthorityDirectory;
import org.axletree.hub.registry.device.CertificateHolder;
import org.axletree.hub.registry.device.CertificateHolder.Grounds;
import org.axletree.hub.registry.device.CredentialedDevice;
import org.axletree.hub.registry.device.DeviceDirectory;
import org.axletree.hub.registry.device.KnownDevice;
import org.axletree.hub.registry.device.Registration;
import org.axletree.hub.registry.hub.HubAuthority;
import org.axletree.hub.registry.hub.HubDirectory;

/**
 * Finds out whose certificate a client shows: that of a device, by its fingerprint; or one that leads to an authority which
 * an owner brought, and whose common name is a device of that owner's hub (scaleway.md D6 to D8, D14). Where both are true, and
 * in two hubs, the authority is right; of several authorities, the one nearest to the leaf. Authorities come from the
 * registry; what the client sends is no more than a way to one of them.
 */
final class CertificateRecognition {
    private final DeviceDirectory devices;
    private final HubDirectory hubs;
    private final DeviceAuthorityDirectory uploaded;
    private final CertificateClaims claims;
    private final CloudHolders clouds;
    private final Clock clock;
    private final VerifiedPaths paths = new VerifiedPaths();

    /** Whose certificates they are. */
    sealed interface Verdict {}

    /** A device's. */
    record Known(KnownDevice device) implements Verdict {}

    /** Of nobody yet, but the hub takes in whoever its authority vouches for (scaleway.md D10). */
    record Unprovisioned(String hubId, String name) implements Verdict {}

    /** Of one of several devices, which are claimed to be theirs on equal grounds: what the client says of itself decides. */
    record Contested(List<KnownDevice> claimants) implements Verdict {}

    /**
     * Nobody's.
     *
     * @param hubId the hub whose authority signed it all the same, so that its owner finds the reason; else empty
     */
    record Rejected(Reason reason, String hubId) implements Verdict {
        Rejected(Reason reason) {
            this(reason, "");
        }
    }

    CertificateRecognition(DeviceDirectory devices, HubDirectory hubs, DeviceAuthorityDirectory uploaded, Clock clock) {
        this.devices = devices;
        this.hubs = hubs;
        this.uploaded = uploaded;
        this.claims = new CertificateClaims(hubs);
        this.clouds = new CloudHolders(devices, uploaded, clock);
        this.clock = clock;
    }

    /**
     * Why a handshake with these certificates must not go on; empty if it may. Whose they are can also be left to the
     * CONNECT, which names a device: where one is registered with the certificate's thumbprint, or where it leads to an
     * authority that was verified for some hub.
     *
     * @param certificates as the client sent them, leaf first
     */
    Optional<Rejected> refusal(List<X509Certificate> certificates) {
        if (!(recognise(certificates) instanceof Rejected rejected)) {
            return Optional.empty();
        }
        if (certificates.isEmpty()) {
            return Optional.of(rejected);
        }
        ClientChain chain = new ClientChain(certificates);
        if (devices.isThumbprint(chain.thumbprints())) {
            return Optional.empty();
        }
        List<String> authorities = uploaded.named(chain.issuers());
        Optional<Reason> problem = authorities.isEmpty()
                ? Optional.of(rejected.reason())
                : chain.problemOnTheWayToOneOf(authorities, clock.instant());
        if (problem.isEmpty() || !rejected.hubId().isEmpty()) {
            return problem.map(reason -> rejected);
        }
        return Optional.of(
                new Rejected(problem.get(), uploaded.hubOf(chain.issuers()).orElse("")));
    }

    /** @param certificates as the client sent them, leaf first */
    Verdict recognise(List<X509Certificate> certificates) {
        if (certificates.isEmpty()) {
            return new Rejected(Reason.INVALID_CERTIFICATE);
        }
        ClientChain chain = new ClientChain(certificates);
        Instant now = clock.instant();
        List<CertificateHolder> holders = devices.holdersOf(chain.fingerprint());
        // What a hub issued is vouched for by the hub itself.
        Optional<CertificateHolder> issued =
                holders.stream().filter(holder -> holder.is(Grounds.ISSUED)).findFirst();
        if (issued.isPresent()) {
            return givenTo(issued.get().device(), chain, now);
        }
        Optional<CertificateHolder> beside =
                holders.stream().filter(holder -> holder.is(Grounds.BESIDE)).findFirst();
        if (beside.isPresent()) {
            return new Rejected(
                    Reason.CREDENTIAL_KIND_WRONG,
                    beside.get().device().identity().hubId());
        }
        Optional<HubAuthority> shown =
                chain.isForClients() ? hubs.nearestAuthority(fingerprintsAbove(chain)) : Optional.empty();
        return shown.isPresent()
                ? below(shown.get(), chain, holders, now)
                : claimed(holders, chain, now).orElseGet(() -> strange(chain));
    }

    /**
     * A certificate is no secret: in another hub somebody may give it to a device to draw the real one there. So an authority
     * that vouches for it goes before every claim (scaleway.md section 2, "Authentication order"). Only in the authority's own
     * hub a certificate that was given to a device goes before the name that it has.
     */
    private Verdict below(HubAuthority authority, ClientChain chain, List<CertificateHolder> holders, Instant now) {
        Optional<Reason> problem = paths.problem(chain, authority.certificatePem(), now);
        if (problem.isPresent()) {
            return claimed(holders, chain, now).orElseGet(() -> new Rejected(problem.get(), authority.hubId()));
        }
        Optional<CertificateHolder> own = holders.stream()
                .filter(holder -> holder.device().identity().hubId().equals(authority.hubId()))
                .findFirst();
        if (own.isPresent()) {
            return givenTo(own.get().device(), chain, now);
        }
        Verdict vouched = vouchedFor(chain, authority);
        return vouched instanceof Rejected
                ? decided(claims.standing(holders, Set.of(authority.projectId())), chain, now)
                        .orElse(vouched)
                : vouched;
    }

    private Optional<Verdict> claimed(List<CertificateHolder> holders, ClientChain chain, Instant now) {
        List<KnownDevice> claimants = claims.standing(holders, chain);
        return decided(
                claimants.isEmpty() || !claims.areWordsOnly(holders, chain)
                        ? claimants
                        : Stream.concat(claimants.stream(), elsewhere(claimants, chain))
                                .toList(),
                chain,
                now);
    }

    /** Devices of other clouds, in other hubs, whose certificate it is said to be as well. */
    private Stream<KnownDevice> elsewhere(List<KnownDevice> claimants, ClientChain chain) {
        return clouds.of(chain).stream().map(CredentialedDevice::device).filter(device -> claimants.stream()
                .noneMatch(claimant ->
                        claimant.identity().hubId().equals(device.identity().hubId())));
    }

    /** Empty if nobody's claim stands. */
    private static Optional<Verdict> decided(List<KnownDevice> claimants, ClientChain chain, Instant now) {
        if (claimants.size() > 1 && chain.isStrong() && chain.isValidAt(now)) {
            return Optional.of(new Contested(claimants));
        }
        return claimants.stream().findFirst().map(device -> givenTo(device, chain, now));
    }

    private static Verdict givenTo(KnownDevice owner, ClientChain chain, Instant now) {
        if (!chain.isStrong()) {
            return new Rejected(Reason.CERTIFICATE_WEAK, owner.identity().hubId());
        }
        return chain.isValidAt(now)
                ? new Known(owner)
                : new Rejected(Reason.CERTIFICATE_EXPIRED, owner.identity().hubId());
    }

    private static List<String> fingerprintsAbove(ClientChain chain) {
        List<String> shown = chain.fingerprints();
        return shown.subList(1, shown.size());
    }

    private Verdict vouchedFor(ClientChain chain, HubAuthority authority) {
        Optional<Reason> problem = chain.commonName().problem();
        if (problem.isPresent()) {
            return new Rejected(problem.get(), authority.hubId());
        }
        String name = chain.commonName().text();
        Optional<KnownDevice> device = devices.deviceByName(authority.hubId(), name);
        if (device.isEmpty()) {
            return authority.autoProvisioning()
                    ? new Unprovisioned(authority.hubId(), name)
                    : new Rejected(Reason.UNIDENTIFIED, authority.hubId());
        }
        if (!device.get().dialect().equals(Registration.MANAGED.dialect())) {
            return new Rejected(Reason.CREDENTIAL_KIND_WRONG, authority.hubId());
        }
        // A device that was given a certificate of its own is recognised by that one alone.
        return device.get().ownCertificate()
                ? new Rejected(Reason.CERTIFICATE_REPLACED, authority.hubId())
                : new Known(device.get());
    }

    /** Refused in any case; but where a hub's authority signed it, the hub's owner shall learn of it. */
    private Rejected strange(ClientChain chain) {
        for (HubAuthority authority : hubs.authoritiesNamed(chain.issuer())) {
            if (chain.isSignedBy(authority.certificatePem())) {
                return new Rejected(reasonForStranger(chain, authority), authority.hubId());
            }
        }
        return new Rejected(Reason.INVALID_CERTIFICATE);
    }

    private Reason reasonForStranger(ClientChain chain, HubAuthority authority) {
        if (!chain.isStrong()) {
            return Reason.CERTIFICATE_WEAK;
        }
        if (!chain.isForClients()) {
            return Reason.INVALID_CERTIFICATE;
        }
        if (!authority.issues()) {
            return Reason.CERTIFICATE_CHAIN_INCOMPLETE;
        }
        CommonName name = chain.commonName();
        return name.problem()
                .orElseGet(() ->
                        devices.deviceByName(authority.hubId(), name.text()).isPresent()
                                ? Reason.CERTIFICATE_REPLACED
                                : Reason.UNIDENTIFIED);
    }
}
