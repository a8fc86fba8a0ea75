package org.axletree.hub.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the registry refuses, as tests expect it. */
public final class ProblemAssertions {
    private ProblemAssertions() {}

    /** One argument was wrong, this one, and this was wrong with it. */
    public static void assertInvalid(ThrowingCallable call, String argument, String reason) {
        assertThatThrownBy(call)
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::problem)
                .asInstanceOf(type(Problem.InvalidArguments.class))
                .satisfies(
                        invalid -> assertThat(invalid.details()).singleElement().satisfies(detail -> {
                            assertThat(detail.argumentName()).isEqualTo(argument);
                            assertThat(detail.reason()).isEqualTo(reason);
                        }));
    }
}
