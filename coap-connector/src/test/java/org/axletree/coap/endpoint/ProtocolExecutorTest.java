package org.axletree.coap.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProtocolExecutorTest {
    private final ProtocolExecutor executor = new ProtocolExecutor();

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    @Test
    void whatIsToBeDoneNow_isDoneInItsOrder_byTheOneThread_alsoAfterAFailure() throws Exception {
        List<Integer> done = new ArrayList<>();
        CompletableFuture<Boolean> last = new CompletableFuture<>();
        for (int i = 0; i < 1_000; i++) {
            int number = i;
            executor.execute(() -> {
                executor.assertOwner();
                done.add(number);
            });
        }
        executor.execute(() -> {
            throw new IllegalStateException("of a test");
        });
        executor.execute(() -> last.complete(executor.checkOwner()));

        assertThat(last.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(done).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
        assertThat(executor.checkOwner()).isFalse();
        assertThatThrownBy(executor::assertOwner).isInstanceOf(ConcurrentModificationException.class);
    }

    @Test
    void whatIsToBeDoneLater_doesNotWaitForIt() throws Exception {
        CompletableFuture<Void> blocked = new CompletableFuture<>();
        executor.execute(blocked::join);
        assertThat(executor.schedule(executor::checkOwner, 1, TimeUnit.MILLISECONDS)
                        .get(10, TimeUnit.SECONDS))
                .isFalse();
        blocked.complete(null);
    }

    @Test
    void afterItsEnd_nothingIsDone() {
        executor.shutdownNow();
        assertThatThrownBy(() -> executor.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> executor.schedule(() -> {}, 1, TimeUnit.MILLISECONDS))
                .isInstanceOf(RejectedExecutionException.class);
    }
}
