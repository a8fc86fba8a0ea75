package org.axletree.hub.authority;

/** The authority of one hub, for tests of other rooms. */
public final class TestAuthorities {
    private static final BouncyCastleAuthority AUTHORITY = new BouncyCastleAuthority(new SecretBox(new byte[32]));

    private final String hubId;
    private final SealedAuthority authority;

    private TestAuthorities(String hubId) {
        this.hubId = hubId;
        this.authority = AUTHORITY.newHubAuthority(hubId, "hub");
    }

    public static TestAuthorities of(String hubId) {
        return new TestAuthorities(hubId);
    }

    public String authorityPem() {
        return authority.certificatePem();
    }

    /** The PEM of a certificate for a device of this name. */
    public String issue(String deviceName) {
        return AUTHORITY.issue(hubId, authority, deviceName).certificatePem();
    }
}
