package org.axletree.web.azure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.enrollment.EnrollmentService;

/** {@code POST /enrollments}: up to ten enrolments of single devices at once, each for itself; the answer names those that failed. */
@ApplicationScoped
public class BulkEnrollmentCalls {
    private static final int MOST = 10;
    private static final String NAME = "registrationId";

    @Inject
    private EnrollmentService enrollments;

    /** What is done with each. */
    private enum Mode {
        CREATE,
        UPDATE,
        UPDATEIFMATCHETAG,
        DELETE;

        private static Mode of(String word) {
            try {
                return valueOf(word.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException unknown) {
                throw AzureException.invalid("mode: expected create, update, updateIfMatchETag or delete");
            }
        }
    }

    AzureReply answer(String scope, JsonObject json) {
        Mode mode =
                Mode.of(IdentityJson.text(json, "mode").orElseThrow(() -> AzureException.invalid("mode: is missing")));
        if (!(json.get("enrollments") instanceof JsonArray entries) || entries.isEmpty() || entries.size() > MOST) {
            throw AzureException.invalid("enrollments: expected an array of 1 to " + MOST);
        }
        JsonArrayBuilder errors = Json.createArrayBuilder();
        boolean successful = true;
        for (JsonValue entry : entries) {
            Optional<JsonObject> error = carriedOut(scope, mode, entry);
            error.ifPresent(errors::add);
            successful &= error.isEmpty();
        }
        return AzureReply.of(Json.createObjectBuilder()
                .add("isSuccessful", successful)
                .add("errors", errors)
                .build());
    }

    /** Answers why it was not carried out. */
    private Optional<JsonObject> carriedOut(String scope, Mode mode, JsonValue entry) {
        String name = "";
        try {
            if (!(entry instanceof JsonObject json)) {
                throw AzureException.invalid("an enrolment is no JSON object");
            }
            name = IdentityJson.text(json, NAME).orElseThrow(() -> AzureException.invalid(NAME + ": is missing"));
            carryOut(scope, mode, name, json);
            return Optional.empty();
        } catch (AzureException refusal) {
            return Optional.of(error(name, refusal));
        } catch (ProblemException refusal) {
            return Optional.of(error(name, AzureException.of(refusal.problem())));
        }
    }

    private void carryOut(String scope, Mode mode, String name, JsonObject json) {
        OptionalLong revision = mode == Mode.CREATE || mode == Mode.UPDATE
                ? OptionalLong.empty()
                : Etag.revision(IdentityJson.text(json, "etag")
                        .map(tag -> tag.replace("\"", ""))
                        .filter(tag -> !tag.equals("*")));
        if (mode == Mode.DELETE) {
            enrollments.delete(scope, false, name, revision);
        } else {
            enrollments.put(
                    scope,
                    false,
                    name,
                    EnrollmentJson.draft(false, name, json, () -> enrollments.certificates(scope, false, name)),
                    revision,
                    mode != Mode.CREATE);
        }
    }

    private static JsonObject error(String name, AzureException refusal) {
        return Json.createObjectBuilder()
                .add(NAME, name)
                .add("errorCode", refusal.number())
                .add("errorStatus", refusal.name() + ": " + refusal.getMessage())
                .build();
    }
}
