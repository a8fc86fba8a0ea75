package org.axletree.hub.registry;

import java.util.List;

/** Why the registry did not do what it was asked: the typed errors of the management API (scaleway.md section 2). */
public sealed interface Problem {
    /** The most that an error repeats of a text from outside. */
    int MOST_SHOWN = 100;

    /** One sentence for people. */
    String message();

    /** A text from outside, short enough for an error. */
    static String shown(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN - 1) + "…";
    }

    /** Arguments that are wrong. */
    record InvalidArguments(List<ArgumentProblem> details) implements Problem {
        public InvalidArguments {
            details = List.copyOf(details);
        }

        @Override
        public String message() {
            return details.stream()
                    .map(detail -> detail.argumentName() + ": " + detail.helpMessage())
                    .collect(java.util.stream.Collectors.joining("; "));
        }
    }

    /**
     * One wrong argument.
     *
     * @param reason {@code unknown}, {@code required}, {@code format} or {@code constraint}
     * @param helpMessage what was wrong and what would be right
     */
    record ArgumentProblem(String argumentName, String reason, String helpMessage) {}

    /** There is no such thing. */
    record NotFound(String resource, String resourceId) implements Problem {
        @Override
        public String message() {
            return resource + " " + resourceId + " not found";
        }
    }

    /** A limit is reached. */
    record QuotaExceeded(String resource, long quota, long current) implements Problem {
        @Override
        public String message() {
            return "quota of " + resource + " exceeded: " + current + " of " + quota;
        }
    }

    /**
     * The caller may not do this.
     *
     * @param resource what kind of thing it is about
     * @param action {@code read} or {@code write}
     */
    record PermissionsDenied(String resource, String action, String message) implements Problem {
        public PermissionsDenied(String resource, String action) {
            this(
                    resource,
                    action,
                    "your role does not allow to " + action + " this " + resource
                            + " (expected: an administrator's, or that of a person or token who may)");
        }
    }

    /** Not now: the thing is in a state that forbids it. */
    record TransientState(String resource, String resourceId, String currentState) implements Problem {
        @Override
        public String message() {
            return resource + " " + resourceId + " is " + currentState;
        }
    }

    /**
     * Not now: something that the hub needs is away, or full. It is well again without the caller.
     *
     * @param what it is, and what is wrong with it
     */
    record Unavailable(String what) implements Problem {
        @Override
        public String message() {
            return what;
        }
    }

    /**
     * Something else has to be done first.
     *
     * @param precondition {@code unknown_precondition} or {@code resource_still_in_use}
     */
    record PreconditionFailed(String precondition, String helpMessage) implements Problem {
        /** Something else has, or is in, what is asked for. */
        public static final String IN_USE = "resource_still_in_use";

        /** Whether it is that. */
        public boolean inUse() {
            return precondition.equals(IN_USE);
        }

        @Override
        public String message() {
            return helpMessage;
        }
    }
}
