package org.axletree.hub.registry;

import jakarta.ejb.ApplicationException;
import java.util.List;
import java.util.Objects;

/** Carries a {@link Problem} out of the registry; the transaction is rolled back. */
@ApplicationException(rollback = true)
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(Objects.requireNonNull(problem, "problem").message());
        this.problem = problem;
    }

    /** Something is not there, or not for the caller to see. */
    public static ProblemException notFound(String resource, String resourceId) {
        return new ProblemException(new Problem.NotFound(resource, resourceId));
    }

    /** One wrong argument. */
    public static ProblemException invalid(String argumentName, String reason, String helpMessage) {
        return new ProblemException(
                new Problem.InvalidArguments(List.of(new Problem.ArgumentProblem(argumentName, reason, helpMessage))));
    }

    public Problem problem() {
        return problem;
    }
}
