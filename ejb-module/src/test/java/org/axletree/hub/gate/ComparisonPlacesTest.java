package org.axletree.hub.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.axletree.hub.gate.ComparisonPlaces.Place;
import org.junit.jupiter.api.Test;

/** Who guesses the passwords of one name takes no place from others. */
class ComparisonPlacesTest {
    private static final int MINUTE = 60_000;

    @Test
    void oneName_hasOnePlace_andAnotherTheOther() {
        ComparisonPlaces places = new ComparisonPlaces(1);
        try (Place guessed = places.take("guessed").orElseThrow()) {
            assertThat(places.take("guessed")).isEmpty();
            try (Place other = places.take("other").orElseThrow()) {
                assertThat(places.take("third")).as("there are two").isEmpty();
            }
        }

        for (String name : List.of("guessed", "other", "third")) {
            places.take(name).orElseThrow().close();
        }
    }

    @Test
    void ofOneName_fewWait_andTheRestIsTurnedAwayAtOnce() throws Exception {
        ComparisonPlaces places = new ComparisonPlaces(MINUTE);
        List<CompletableFuture<Optional<Place>>> come = new ArrayList<>();
        Place first = places.take("guessed").orElseThrow();
        for (int i = 0; i < ComparisonPlaces.MOST_OF_A_NAME + 2; i++) {
            come.add(CompletableFuture.supplyAsync(
                    () -> {
                        Optional<Place> place = places.take("guessed");
                        place.ifPresent(Place::close);
                        return place;
                    },
                    login -> new Thread(login).start()));
        }

        assertThat(CompletableFuture.anyOf(come.toArray(new CompletableFuture<?>[0]))
                        .get())
                .as("turned away")
                .isEqualTo(Optional.empty());
        places.take("other").orElseThrow().close();
        first.close();

        assertThat(come).filteredOn(each -> each.join().isEmpty()).isNotEmpty();
        assertThat(come)
                .filteredOn(each -> each.join().isPresent())
                .hasSizeGreaterThanOrEqualTo(ComparisonPlaces.MOST_OF_A_NAME - 1);
    }
}
