package org.axletree.hub.dialect.azure.provisioning;

/**
 * What a connection has proved that asks for its hub; travels with the connection's rights.
 *
 * @param enrollmentId the enrolment that it belongs to
 * @param thumbprint of the certificate that it showed; empty with a token
 */
public record ProvenRegistration(String enrollmentId, String thumbprint) {
    /** As a text, for {@link #read}. */
    public String written() {
        return enrollmentId + " " + thumbprint;
    }

    /** What {@link #written} wrote. */
    static ProvenRegistration read(String written) {
        int space = written.indexOf(' ');
        return new ProvenRegistration(written.substring(0, space), written.substring(space + 1));
    }
}
