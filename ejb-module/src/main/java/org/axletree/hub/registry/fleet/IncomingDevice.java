package org.axletree.hub.registry.fleet;

import java.util.Optional;
import org.axletree.core.filter.MessageFilters;
import org.axletree.hub.authority.DeviceCertificate;
import org.axletree.hub.registry.azure.IncomingTwin;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.huawei.IncomingRegistration;

/**
 * A device as it was elsewhere.
 *
 * @param line of the source, for the report
 * @param id that it keeps; empty for a new one
 * @param dialect the short name of the cloud whose words it speaks
 * @param credential {@link DeviceCredential#CERTIFICATE} where it has none of these
 * @param password a user name and password; then it needs no credential
 * @param twin what only devices of Azure have
 * @param certificate of the owner's, that it is recognised by
 * @param registration what only devices of Huawei have
 */
public record IncomingDevice(
        int line,
        Optional<String> id,
        String name,
        String dialect,
        String description,
        boolean enabled,
        boolean allowInsecure,
        boolean allowMultipleConnections,
        MessageFilters messageFilters,
        DeviceCredential credential,
        Optional<UserPassword> password,
        Optional<IncomingTwin> twin,
        Optional<DeviceCertificate> certificate,
        Optional<IncomingRegistration> registration) {}
