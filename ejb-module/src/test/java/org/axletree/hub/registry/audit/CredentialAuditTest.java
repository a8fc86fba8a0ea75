package org.axletree.hub.registry.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.core.filter.MessageFilters;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.azure.AzureIdentity;
import org.axletree.hub.registry.azure.HubPlace;
import org.axletree.hub.registry.azure.IdentityDraft;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.huawei.CredentialSlot;
import org.axletree.hub.registry.huawei.HuaweiAddress;
import org.axletree.hub.registry.huawei.HuaweiDevice;
import org.axletree.hub.registry.huawei.HuaweiDevices;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.listing.PageRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** That a device proves itself with something else from now on is in the audit log, and never with what. */
@ParameterizedClass
@EnumSource
class CredentialAuditTest {
    private static final String SECRET = "Zq8-vNw3_KxT5";
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(US_ASCII);

    @Parameter
    TestDatabase kind;

    private RegistryFixture registry;
    private Hub hub;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(kind.open());
        hub = registry.hub("hub");
    }

    @Test
    void keysOfAnAzureDevice() {
        HubPlace place = new HubPlace(hub.region(), hub.id());
        AzureIdentity device =
                registry.identities.create(place, "pump", new IdentityDraft(Optional.empty(), true, "", false));
        DeviceCredential other = DeviceCredential.secrets(KEY, Optional.of(KEY));

        registry.identities.update(
                place, "pump", new IdentityDraft(Optional.of(other), true, "", false), OptionalLong.empty());
        registry.identities.update(
                place, "pump", new IdentityDraft(Optional.of(other), true, "", false), OptionalLong.empty());

        assertChangedOnce(device.device().id());
    }

    @Test
    void secretOfAHuaweiDevice() {
        HuaweiAddress address = new HuaweiAddress(hub.projectId(), Optional.empty());
        HuaweiDevice device = registry.huawei
                .create(address, HuaweiDevices.withSecret("n1", "12345678", 0), MessageFilters.EVERYTHING)
                .device();

        registry.huawei.resetSecret(address, device.id(), CredentialSlot.PRIMARY, Optional.of(SECRET), false);

        assertChangedOnce(device.device().id());
    }

    private void assertChangedOnce(String deviceId) {
        List<AuditEntry> entries = registry.audit
                .newestFirst(Optional.of(deviceId), Optional.empty(), PageRequest.FIRST)
                .items();
        assertThat(entries).extracting(AuditEntry::action).containsExactly("updated", "created");
        assertThat(entries.get(0).before()).isEqualTo("{}");
        assertThat(entries.get(0).after()).matches("\\{\"credential_changed_at\":\"[0-9T:.-]+Z\"}");
        assertThat(entries.toString())
                .doesNotContain(SECRET, Base64.getEncoder().encodeToString(KEY));
    }
}
