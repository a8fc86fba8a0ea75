package org.axletree.hub.registry.huawei;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.axletree.hub.authority.CertificateSubject;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.authority.DeviceAuthority;
import org.axletree.hub.registry.authority.DeviceAuthorityService;

/**
 * Authorities of devices in Huawei's words (docs/reference/dialects/huawei.md N9): each has a code from its upload on, which
 * lives for a day. A listed authority whose code has died gets another.
 */
@ApplicationScoped
public class HuaweiCertificateService {
    private static final Duration LIFE_OF_A_CODE = Duration.ofDays(1);

    private HuaweiInstances instances;
    private DeviceAuthorityService authorities;
    private final Clock clock = Clock.systemUTC();

    /** For the container. */
    protected HuaweiCertificateService() {}

    @Inject
    public HuaweiCertificateService(HuaweiInstances instances, DeviceAuthorityService authorities) {
        this.instances = instances;
        this.authorities = authorities;
    }

    /** @param appId what else may name the hub */
    public HuaweiCertificate upload(HuaweiAddress address, Optional<String> appId, String pem) {
        HuaweiInstances.Instance hub = instances.instance(address, appId);
        String id = UUID.randomUUID().toString().replace("-", "");
        authorities.put(hub.region(), hub.id(), id, pem, OptionalLong.empty());
        return shown(authorities.newCode(hub.region(), hub.id(), id, OptionalLong.empty()));
    }

    /**
     * In the order of their ids.
     *
     * @param marker the last one of the page before; empty at the beginning
     * @param limit how many at most
     */
    public List<HuaweiCertificate> list(HuaweiAddress address, Optional<String> appId, String marker, int limit) {
        HuaweiInstances.Instance hub = instances.instance(address, appId);
        return authorities.all(hub.region(), hub.id()).stream()
                .filter(authority -> authority.name().compareTo(marker) > 0)
                .sorted(Comparator.comparing(DeviceAuthority::name))
                .limit(limit)
                .map(authority -> shown(withLivingCode(hub, authority)))
                .toList();
    }

    private DeviceAuthority withLivingCode(HuaweiInstances.Instance hub, DeviceAuthority authority) {
        return authority.verified() || authority.code().isPresent() && !isDead(authority)
                ? authority
                : authorities.newCode(hub.region(), hub.id(), authority.name(), OptionalLong.of(authority.revision()));
    }

    private boolean isDead(DeviceAuthority authority) {
        return authority
                .codeMadeAt()
                .filter(made -> clock.instant().isBefore(made.plus(LIFE_OF_A_CODE)))
                .isEmpty();
    }

    /** @param proofPem a certificate that the authority signed, with its code as the common name */
    public HuaweiCertificate verify(HuaweiAddress address, String id, String proofPem) {
        HuaweiInstances.Instance hub = instances.instance(address, Optional.empty());
        DeviceAuthority authority = authorities.get(hub.region(), hub.id(), id);
        if (!authority.verified() && isDead(authority)) {
            throw new ProblemException(new Problem.PreconditionFailed(
                    "unknown_precondition",
                    "the verification code is older than a day (expected: the new one, which the list shows)"));
        }
        return shown(authorities.verify(hub.region(), hub.id(), id, proofPem, OptionalLong.empty()));
    }

    public void delete(HuaweiAddress address, String id) {
        HuaweiInstances.Instance hub = instances.instance(address, Optional.empty());
        authorities.delete(hub.region(), hub.id(), id, OptionalLong.empty());
    }

    private static HuaweiCertificate shown(DeviceAuthority authority) {
        CertificateSubject subject = CertificateSubject.of(authority.pem());
        return new HuaweiCertificate(
                authority.name(),
                subject.commonName(),
                subject.organization(),
                authority.verified(),
                authority.verified() ? "" : authority.code().orElse(""),
                authority.createdAt(),
                subject.validFrom(),
                subject.validUntil());
    }
}
