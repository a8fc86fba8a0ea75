package org.axletree.web.console.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.axletree.hub.registry.audit.AuditEntry;
import org.junit.jupiter.api.Test;

class ChangeTest {
    private static final String ID = "6f9619ff-8b86-d011-b42d-00c04fc964ff";

    @Test
    void fields_areShownAsTheyWereAndAsTheyAre() {
        Change change = change(entry("updated", "hub", "{\"moved_to\":\"\",\"n\":1}", "{\"moved_to\":\"b:1\"}"));
        assertThat(change.fields())
                .containsExactly(new Change.Field("moved_to", "", "b:1"), new Change.Field("n", "1", ""));
        assertThat(change.what()).isEqualTo("hub updated");
        assertThat(change.name()).isEqualTo(ID);
        assertThat(change.link()).isEqualTo("/hub?id=" + ID);
    }

    @Test
    void name_isTheOneItHasNow() {
        Change change = change(entry("updated", "hub", "{\"name\":\"old\"}", "{\"name\":\"new\"}"));
        assertThat(change.name()).isEqualTo("new");
    }

    @Test
    void whatIsGone_keepsItsNameAndHasNoPage() {
        Change change = change(entry("deleted", "device", "{\"name\":\"old\",\"description\":null}", "{}"));
        assertThat(change.name()).isEqualTo("old");
        assertThat(change.link()).isEmpty();
        assertThat(change.fields().get(0)).isEqualTo(new Change.Field("description", "", ""));
    }

    @Test
    void certificate_isOnThePageOfItsDevice() {
        Change change = Change.of(entry("updated", "certificate", "{}", "{}"), entry -> "thermometer");
        assertThat(change.link()).isEqualTo("/device?id=" + ID);
        assertThat(change.name()).isEqualTo("thermometer");
    }

    @Test
    void token_hasNoPage() {
        assertThat(change(entry("created", "token", "{}", "{\"name\":\"t\"}")).link())
                .isEmpty();
    }

    private static Change change(AuditEntry entry) {
        return Change.of(entry, AuditEntry::resourceId);
    }

    private static AuditEntry entry(String action, String resource, String before, String after) {
        return new AuditEntry(
                1, Instant.EPOCH, "admin", "person", "", "", "", action, resource, ID, "", "", before, after);
    }
}
