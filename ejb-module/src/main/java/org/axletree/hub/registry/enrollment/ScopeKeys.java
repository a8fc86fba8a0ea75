package org.axletree.hub.registry.enrollment;

/**
 * The policy of a provisioning service, with its keys in the open. Never logged: {@link #toString} has the name alone.
 *
 * @param primary the first key, as bytes
 * @param secondary the second one, which is as good
 */
public record ScopeKeys(EnrollmentScope scope, byte[] primary, byte[] secondary) {
    /** What the only policy is called. */
    public static final String POLICY = "provisioningserviceowner";

    @Override
    public String toString() {
        return "ScopeKeys[" + scope.name() + "]";
    }
}
