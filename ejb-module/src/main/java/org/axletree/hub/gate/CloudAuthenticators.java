package org.axletree.hub.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import org.axletree.core.time.SteadyClock;
import org.axletree.hub.authority.ClientChain;
import org.axletree.hub.registry.authority.DeviceAuthorityDirectory;
import org.axletree.hub.registry.credential.CredentialSafe;
import org.axletree.hub.registry.device.DeviceDirectory;
import org.axletree.hub.registry.enrollment.EnrollmentDirectory;
import org.axletree.hub.registry.enrollment.RegistrationService;
import org.axletree.hub.registry.huawei.HuaweiDirectory;
import org.axletree.hub.registry.huawei.ObjectDevices;
import org.axletree.hub.registry.hub.HubDirectory;
import org.axletree.hub.registry.password.PasswordDirectory;
import org.axletree.hub.registry.password.ScramVerifiers;
import org.axletree.hub.registry.policy.PolicyService;

/** How devices that were built for other clouds and brokers show who they are: one or two authenticators each. */
@ApplicationScoped
public class CloudAuthenticators {
    private List<Authenticator> first = List.of();
    private List<Authenticator> last = List.of();
    private List<Authenticator> proving = List.of();
    private Authenticator certificateAlone = request -> Authentication.NOTHING_SHOWN;
    private Predicate<ClientChain> enrolled = chain -> false;

    /** For the container's proxy; knows no cloud. */
    protected CloudAuthenticators() {}

    @Inject
    public CloudAuthenticators(
            HuaweiDirectory huawei,
            ObjectDevices speakers,
            CredentialSafe safe,
            DeviceDirectory devices,
            HubDirectory hubs,
            PolicyService policies,
            DeviceAuthorityDirectory authorities,
            EnrollmentDirectory enrollments,
            RegistrationService registrations,
            PasswordDirectory passwords,
            ScramVerifiers verifiers) {
        Clock clock = Clock.systemUTC();
        RefusalFloor floor = new RefusalFloor(new SteadyClock());
        this.enrolled = chain -> enrollments.knows(chain, clock.instant());
        HuaweiCertificates certificates = new HuaweiCertificates(huawei, authorities);
        AzureAuthenticator azureDevices = new AzureAuthenticator(devices, hubs, safe, policies, authorities, clock);
        HuaweiAuthenticator huaweiDevices = new HuaweiAuthenticator(huawei, safe, certificates, clock);
        HuaweiStrangers strangers = new HuaweiStrangers(huawei);
        Authenticator enrolling =
                new UnlessUserName(new EnrollmentAuthenticator(enrollments, registrations, clock), passwords, floor);
        Authenticator azureUnlessUser = new UnlessUserName(azureDevices, passwords, floor);
        List<Authenticator> beforeUsers = List.of(enrolling, azureUnlessUser);
        this.first = List.of(
                new LwM2mAuthenticator(huawei, speakers, certificates, clock),
                enrolling,
                azureUnlessUser,
                huaweiDevices,
                new PasswordAuthenticator(passwords, verifiers, devices, beforeUsers, floor));
        this.proving = List.of(new ScramAuthenticator(
                new HuaweiScramAuthenticator(huawei, safe, certificates, verifiers, clock),
                passwords,
                verifiers,
                devices,
                beforeUsers,
                floor));
        this.last = List.of(strangers, new PasswordStrangers(passwords, floor));
        this.certificateAlone = new CertificateAlone(
                new CloudHolders(devices, authorities, clock), azureDevices, huaweiDevices, strangers);
    }

    /** Whether a handshake with certificates of which no hub knows may go on all the same: an enrolment does. */
    boolean know(ClientChain chain) {
        return enrolled.test(chain);
    }

    /** Those that are asked before the hub's own ones: what they look for is unmistakable. */
    List<Authenticator> first() {
        return first;
    }

    /** Who is asked about a certificate that is nobody's as the hub's own ones see it. */
    Authenticator certificateAlone() {
        return certificateAlone;
    }

    /** Those that are asked of a request that comes with an exchange of authentication: nobody else is. */
    List<Authenticator> proving() {
        return proving;
    }

    /** Those that are asked when nobody else knows who it is, to say what was wrong. */
    List<Authenticator> last() {
        return last;
    }
}
