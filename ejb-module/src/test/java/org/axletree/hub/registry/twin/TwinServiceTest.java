package org.axletree.hub.registry.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.Role;
import org.axletree.hub.registry.audit.AuditEntry;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.listing.PageRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Row L3 of scaleway.md, as far as the API has it. */
@ParameterizedClass
@EnumSource
class TwinServiceTest {
    private static final String REGION = RegistryFixture.REGION;

    @Parameter
    TestDatabase kind;

    private RegistryFixture registry;
    private String twin;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(kind.open());
        twin = registry.device(registry.hub("hub").id(), "pump").id();
    }

    @Test
    void document_hasAVersion_thatGrowsWithEachChange() {
        assertThat(put(0, "{'a':1}")).isEqualTo(new TwinDocument(twin, "state", 1, json("{'a':1}")));
        assertThat(put(1, "{'b':2}").version()).isEqualTo(2);
        assertThat(patch(2, "{'c':{'d':true}}"))
                .isEqualTo(new TwinDocument(twin, "state", 3, json("{'b':2,'c':{'d':true}}")));
        assertThat(registry.twins.get(twin(), "state").version()).isEqualTo(3);
    }

    /** What it says may be a secret; what a device reports is no administrator's change. */
    @Test
    void personsChange_isInTheAuditLog_andADevicesIsNot() {
        put(0, "{'by':'the hub or a device'}");
        assertThat(entries()).isEmpty();
        try (Caller.Asking person = Caller.person("ada", "u1", Role.OPERATOR, Optional.empty(), "[::1]:7")
                .asks()) {
            put(1, "{'pa55word':1}");
            registry.twins.put(twin(), "more", Optional.empty(), json("{}"));
            registry.twins.delete(twin(), "more");
        }
        assertThat(entries()).extracting(AuditEntry::action).containsExactly("deleted", "created", "updated");
        assertThat(entries()).allSatisfy(entry -> {
            assertThat(entry.who()).isEqualTo("ada");
            assertThat(entry.resourceId()).isEqualTo(twin);
        });
        assertThat(entries().get(2).before()).isEqualTo("{\"document\":\"state\",\"version\":\"1\"}");
        assertThat(entries().get(2).after()).isEqualTo("{\"document\":\"state\",\"version\":\"2\"}");
    }

    private List<AuditEntry> entries() {
        return registry.audit.newestFirst(Optional.of(twin), Optional.empty(), PageRequest.FIRST).items().stream()
                .filter(entry -> entry.resource().equals("twin"))
                .toList();
    }

    @Test
    void patch_removesNulls_andReplacesLists() {
        put(0, "{'keep':{'x':1,'y':2},'gone':1,'list':[1,2,3]}");

        assertThat(patch(0, "{'keep':{'y':null,'z':3},'gone':null,'list':[4]}").data())
                .isEqualTo(json("{'keep':{'x':1,'z':3},'list':[4]}"));
    }

    @Test
    void wrongVersion_changesNothing() {
        put(0, "{'a':1}");

        assertProblem(() -> put(2, "{}"), Problem.PreconditionFailed.class);
        assertProblem(() -> patch(7, "{'a':null}"), Problem.PreconditionFailed.class);
        assertThat(registry.twins.get(twin(), "state").data()).isEqualTo(json("{'a':1}"));
        assertProblem(
                () -> registry.twins.put(twin(), "new", Optional.of(1L), json("{}")), Problem.PreconditionFailed.class);
        assertThat(registry.twins.names(twin())).containsExactly("state");
    }

    @Test
    void documents_areListedAndDeleted_andGoWithTheDevice() {
        put(0, "{}");
        registry.twins.put(twin(), "b", Optional.empty(), json("{}"));
        registry.twins.put(twin(), "a", Optional.empty(), json("{}"));

        assertThat(registry.twins.names(twin())).containsExactly("a", "b", "state");
        registry.twins.delete(twin(), "b");
        assertProblem(() -> registry.twins.get(twin(), "b"), Problem.NotFound.class);
        registry.twins.deleteAll(twin());
        assertThat(registry.twins.names(twin())).isEmpty();
        put(0, "{}");
        registry.devices.delete(REGION, twin);
        assertProblem(() -> registry.twins.names(twin()), Problem.NotFound.class);
    }

    @Test
    void whatIsNotThere_orHasAWrongName_isRefused() {
        assertProblem(() -> patch(0, "{}"), Problem.NotFound.class);
        assertProblem(() -> registry.twins.names(TwinAddress.of(REGION, "nobody")), Problem.NotFound.class);
        for (String name : new String[] {"", "a/b", "a b", "ä", "_config", "x".repeat(256)}) {
            assertProblem(
                    () -> registry.twins.put(twin(), name, Optional.empty(), json("{}")),
                    Problem.InvalidArguments.class);
        }
    }

    @Test
    void twin_isBounded() {
        registry.limits.put(HubLimit.TWIN_DOCUMENTS, 1);
        registry.limits.put(HubLimit.TWIN_DOCUMENT_BYTES, 20);
        put(0, "{'a':1}");

        assertProblem(
                () -> registry.twins.put(twin(), "second", Optional.empty(), json("{}")), Problem.QuotaExceeded.class);
        assertProblem(() -> patch(0, "{'b':'0123456789'}"), Problem.InvalidArguments.class);
        assertProblem(() -> put(0, "{'b':'\\ud800'}"), Problem.InvalidArguments.class);
    }

    private TwinAddress twin() {
        return TwinAddress.of(REGION, twin);
    }

    private TwinDocument put(long version, String data) {
        return registry.twins.put(twin(), "state", Optional.of(version), json(data));
    }

    private TwinDocument patch(long version, String patch) {
        return registry.twins.patch(twin(), "state", Optional.of(version), json(patch));
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
    }

    private static void assertProblem(ThrowingCallable call, Class<? extends Problem> problem) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.problem())
                .isInstanceOf(problem));
    }
}
