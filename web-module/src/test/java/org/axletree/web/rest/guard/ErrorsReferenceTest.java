package org.axletree.web.rest.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.axletree.hub.registry.Problem;
import org.junit.jupiter.api.Test;

/** The reference of errors lists what the API answers, and nothing else. */
class ErrorsReferenceTest {
    private static final Path REFERENCE = Path.of("../docs/reference/errors.md");

    private static final String HEAD =
            """
            # Errors of the API

            Whatever is wrong with a request, the answer is JSON with `type` (one of these words), `message` (one sentence for people)
            and what the type adds. The words and fields are those of Scaleway's API, so that its SDKs make typed errors of them;
            `unavailable`, `method_not_allowed`, `invalid_request` and `internal_error` are Axletree's own.

            | type | status | fields | when |
            |---|--:|---|---|
            """;

    private static final String TAIL =
            """

            `details` of `invalid_arguments` name each wrong argument: `argument_name`, `reason` (`unknown`, `required`, `format` or
            `constraint`) and `help_message`, which says what was wrong and what would be right. `reason` of `denied_authentication` is
            `not_found` (no token), `invalid_argument` (a wrong one) or `expired`. `precondition` is `resource_still_in_use` or
            `unknown_precondition`.

            The APIs in the words of other clouds answer in those words: [Azure's](dialects/azure.md), 9, and [Huawei's](dialects/huawei.md).
            """;

    /** Each error that there is, with when it comes. */
    private record Documented(ApiError error, String when) {
        String line() {
            return "| `%s` | %d | %s | %s |\n"
                    .formatted(
                            error.body().getString("type"),
                            error.status(),
                            error.body().keySet().stream()
                                    .filter(field -> !field.equals("type") && !field.equals("message"))
                                    .map(field -> "`" + field + "`")
                                    .collect(Collectors.joining(", ")),
                            when);
        }
    }

    private static final List<Problem> PROBLEMS = List.of(
            new Problem.InvalidArguments(List.of(new Problem.ArgumentProblem("name", "required", "nothing"))),
            new Problem.NotFound("hub", "x"),
            new Problem.QuotaExceeded("devices", 2, 2),
            new Problem.PermissionsDenied("hub", "write"),
            new Problem.TransientState("hub", "x", "busy"),
            new Problem.PreconditionFailed("resource_still_in_use", "help"),
            new Problem.Unavailable("the route log"));

    private static List<Documented> everything() {
        List<String> when = List.of(
                "an argument, a field or the body is wrong",
                "there is no such thing, or it is in another region or project",
                "a limit is reached",
                "the token or the role does not allow it",
                "others changed the same at the same time: ask again",
                "something else has to be done first",
                "a part of the hub is away, as a log whose disk is full: ask again later");
        List<Documented> all = new ArrayList<>();
        for (int i = 0; i < PROBLEMS.size(); i++) {
            all.add(new Documented(ApiError.of(PROBLEMS.get(i)), when.get(i)));
        }
        all.add(new Documented(ApiError.bodyTooLarge(1), "the body is larger than the limit"));
        all.add(new Documented(ApiError.unauthenticated("expired", "x"), "no token, a wrong one or an expired one"));
        all.add(new Documented(ApiError.unknownPath("/x"), "there is nothing at this path"));
        all.add(new Documented(
                ApiError.unknownMethod("PUT"), "the path does not know the method; `Allow` names those it knows"));
        all.add(new Documented(
                ApiError.refused(415), "whatever else is no request of this API; the status says what, as 406 or 415"));
        all.add(new Documented(ApiError.internal("x"), "the hub failed; its log tells more under `error_id`"));
        return all;
    }

    @Test
    void reference_isWhatTheApiAnswers() throws IOException {
        String expected = HEAD + everything().stream().map(Documented::line).collect(Collectors.joining()) + TAIL;
        if ("write".equals(System.getProperty("axletree.docs"))) {
            Files.writeString(REFERENCE, expected);
        }
        assertThat(REFERENCE)
                .as("write it anew with -Daxletree.docs=write")
                .content()
                .isEqualTo(expected);
    }

    @Test
    void everyProblem_isDocumented() {
        assertThat(PROBLEMS.stream().map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Problem.class.getPermittedSubclasses()).collect(Collectors.<Class<?>>toList()));
    }

    @Test
    void whatNobodyExpected_isToldByItsIdOnly() {
        Logger log = Logger.getLogger(FailureMapper.class.getName());
        log.setLevel(Level.OFF); // nobody has to read about a failure that is none
        ApiError error = FailureMapper.logged(new IllegalStateException("secret of the database"));
        log.setLevel(null);

        assertThat(error.status()).isEqualTo(500);
        assertThat(error.body().getString("type")).isEqualTo("internal_error");
        assertThat(error.body().getString("error_id")).hasSize(36);
        assertThat(error.body().toString()).doesNotContain("secret");
    }
}
