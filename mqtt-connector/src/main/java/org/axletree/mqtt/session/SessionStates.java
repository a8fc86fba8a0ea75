package org.axletree.mqtt.session;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.axletree.core.door.SessionState;
import org.axletree.core.outcome.Reason;

/**
 * The sessions of a device as people look at them, and end them. Each is asked on its event loop; one that does not answer in time
 * is left out. From any thread.
 */
public final class SessionStates {
    private static final long PATIENCE_SECONDS = 5;

    private final Sessions sessions;

    public SessionStates(Sessions sessions) {
        this.sessions = sessions;
    }

    /** By client identifier. */
    public CompletionStage<List<SessionState>> of(String hubId, String deviceId) {
        return asked(
                        sessions.of(hubId, deviceId),
                        session -> session.life().hasEnded()
                                ? Optional.<SessionState>empty()
                                : Optional.of(session.state(
                                        session.context().loop().clock().millis())))
                .thenApply(states -> states.stream()
                        .sorted(Comparator.comparing(SessionState::clientId))
                        .toList());
    }

    /** Closes connections, or ends the sessions as well; answers how many sessions it was. */
    public CompletionStage<Integer> close(String hubId, String deviceId, Optional<String> clientId, boolean forGood) {
        List<Session> meant = sessions.of(hubId, deviceId).stream()
                .filter(session -> clientId.isEmpty()
                        || clientId.get().equals(session.key().clientId()))
                .toList();
        return asked(meant, session -> closed(session, forGood)).thenApply(List::size);
    }

    private static Optional<Session> closed(Session session, boolean forGood) {
        if (session.life().hasEnded()
                || !forGood && session.context().attachment().isEmpty()) {
            return Optional.empty();
        }
        if (forGood) {
            session.life().endBecause(Reason.SESSION_ENDED);
        } else {
            session.life().close(Reason.SESSION_ENDED);
        }
        return Optional.of(session);
    }

    /** What the sessions answer; goes on elsewhere than on an event loop, where nothing may block. */
    private static <T> CompletionStage<List<T>> asked(
            Collection<Session> asked, Function<Session, Optional<T>> question) {
        List<CompletableFuture<Optional<T>>> answers =
                asked.stream().map(session -> ask(session, question)).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApplyAsync(all -> answers.stream()
                        .map(CompletableFuture::join)
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static <T> CompletableFuture<Optional<T>> ask(Session session, Function<Session, Optional<T>> question) {
        CompletableFuture<Optional<T>> answer = new CompletableFuture<>();
        try {
            session.context().loop().eventLoop().execute(() -> {
                try {
                    answer.complete(question.apply(session));
                } catch (RuntimeException failure) {
                    answer.complete(Optional.empty());
                    throw failure;
                }
            });
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and the session with it.
            answer.complete(Optional.empty());
        }
        return answer.completeOnTimeout(Optional.empty(), PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
