package org.axletree.hub.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.axletree.core.door.Telling;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Qos;
import org.axletree.core.outcome.Reason;
import org.junit.jupiter.api.Test;

final class DoorsTest {
    private static final HubMessage MESSAGE = new HubMessage("a/b", Qos.AT_LEAST_ONCE, false, 1, new byte[0]);

    private final RecordingLine first = new RecordingLine();
    private final RecordingLine second = new RecordingLine();
    private final Doors doors = new TestDoors(first, second);

    @Test
    void everyDoor_isTold() {
        doors.disconnectDevice("h", "d", Reason.DEVICE_DELETED, 7);
        doors.settle();

        assertThat(first.told).containsExactly("disconnect h d DEVICE_DELETED 7", "settle");
        assertThat(second.told).isEqualTo(first.told);
    }

    @Test
    void message_isSaidAtAllDoors_evenIfOneIsTooBusy() {
        first.takes = false;

        assertThat(doors.publish("h", MESSAGE)).isFalse();
        assertThat(second.told).containsExactly("publish h a/b");

        first.takes = true;
        assertThat(doors.publish("h", MESSAGE)).isTrue();
    }

    @Test
    void device_isAtOneOfTheDoors_whoseAnswerCounts() {
        second.telling = CompletableFuture.completedFuture(Telling.QUEUED);

        assertThat(doors.tell("h", "d", MESSAGE).toCompletableFuture()).isCompletedWithValue(Telling.QUEUED);
        assertThat(first.told).containsExactly("tell h d a/b");
    }

    @Test
    void answer_comesWhenTheDeviceHasAcknowledged() {
        CompletableFuture<Telling> acknowledged = new CompletableFuture<>();
        first.telling = acknowledged;

        CompletionStage<Telling> answer = doors.tell("h", "d", MESSAGE);
        assertThat(answer.toCompletableFuture()).isNotDone();

        acknowledged.complete(Telling.TOLD);
        assertThat(answer.toCompletableFuture()).isCompletedWithValue(Telling.TOLD);
    }

    /** Whoever tells gets an answer, whatever becomes of a door. */
    @Test
    void doorThatFails_isBusy_andTheOthersAreAskedAllTheSame() {
        first.telling = CompletableFuture.failedFuture(new IllegalStateException("closed"));
        assertThat(doors.tell("h", "d", MESSAGE).toCompletableFuture()).isCompletedWithValue(Telling.BUSY);

        second.telling = CompletableFuture.completedFuture(Telling.TOLD);
        assertThat(doors.tell("h", "d", MESSAGE).toCompletableFuture()).isCompletedWithValue(Telling.TOLD);
    }

    @Test
    void deviceThatIsNowhere_isAbsent_andOneThatIsBusySomewhere_isBusy() {
        assertThat(doors.tell("h", "d", MESSAGE).toCompletableFuture()).isCompletedWithValue(Telling.ABSENT);

        second.telling = CompletableFuture.completedFuture(Telling.BUSY);
        assertThat(doors.tell("h", "d", MESSAGE).toCompletableFuture()).isCompletedWithValue(Telling.BUSY);
    }
}
