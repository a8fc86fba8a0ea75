package org.axletree.hub.registry.listing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchWordsTest {
    @Test
    void words_areLettersAndDigits_andWhatBeginsWithin() {
        assertThat(SearchWords.of("northPump-0042")).containsExactlyInAnyOrder("northpump", "pump", "0042", "42");
        assertThat(SearchWords.of("sensor7b", "über: 0")).containsExactlyInAnyOrder("sensor7b", "7b", "b", "über", "0");
        assertThat(SearchWords.of("", " --- ")).isEmpty();
    }

    @Test
    void hexadecimalDigits_areOneWord() {
        assertThat(SearchWords.of("3f2b8a91-d9a0-4c9b-8d1e-0a1b2c3d4e5f"))
                .containsExactlyInAnyOrder("3f2b8a91", "d9a0", "4c9b", "8d1e", "0a1b2c3d4e5f", "a1b2c3d4e5f");
        assertThat(SearchWords.of("cafe0042")).containsExactlyInAnyOrder("cafe0042", "0042", "42");
    }

    @Test
    void words_haveABound() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            text.append('w').append(i).append(' ');
        }
        assertThat(SearchWords.of(text.toString())).hasSize(SearchWords.MOST);
        assertThat(SearchWords.of("x".repeat(500))).containsExactly("x".repeat(SearchWords.LONGEST));
    }

    @Test
    void wanted_areBeginnings_eachOnce() {
        assertThat(SearchWords.wanted(" Pump-42 pump ")).containsExactly("pump", "42");
        assertThat(SearchWords.wanted("a b c d e f g h")).hasSize(6);
    }
}
