package org.axletree.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.AbstractMultivaluedMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.LinkedHashMap;
import java.util.Set;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.listing.PageRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryArgumentsTest {

    @Test
    void nothingGiven_isTheFirstPage() {
        QueryArguments arguments = arguments();

        assertThat(arguments.page()).isEqualTo(new PageRequest(1, 20, ""));
        assertThat(arguments.flag("flag")).isEmpty();
        arguments.done();
    }

    @Test
    void emptyArgument_isNone() {
        QueryArguments arguments = arguments("flag", "", "page", "");

        assertThat(arguments.page()).isEqualTo(new PageRequest(1, 20, ""));
        assertThat(arguments.text("flag")).isEmpty();
    }

    @Test
    void pageAndOrder_areTakenOver() {
        QueryArguments arguments = arguments("page", "3", "page_size", "7", "order_by", "name_asc", "flag", "false");

        assertThat(arguments.page()).isEqualTo(new PageRequest(3, 7, "name_asc"));
        assertThat(arguments.flag("flag")).contains(false);
        arguments.done();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ten", "1.5", "99999999999", " 1"})
    void pageThatIsNoNumber_isNamed(String page) {
        QueryArguments arguments = arguments("page", page);
        arguments.page();

        assertThatThrownBy(arguments::done)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("page: " + page + " (expected: ");
    }

    @Test
    void wrongArguments_areNamed() {
        QueryArguments arguments = arguments("flag", "yes", "colour", "1", "page", "1", "page", "2");
        arguments.flag("flag");

        assertThatThrownBy(arguments::done)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("flag: yes (expected: true or false)")
                .hasMessageContaining("colour: no such argument here (expected: flag, order_by, page, page_size)")
                .hasMessageContaining("page: is given 2 times (expected: once)");
    }

    /** Issue 8, item 4: an answer does not cost more than its question. */
    @Test
    void veryManyWrongArguments_areCountedAndNotAllNamed() {
        String[] pairs = new String[4_000];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = "x" + i;
        }

        assertThatThrownBy(arguments(pairs)::done)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("others: 1990 more that are wrong")
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(2_000));
    }

    private static QueryArguments arguments(String... namesAndValues) {
        MultivaluedMap<String, String> map = new AbstractMultivaluedMap<>(new LinkedHashMap<>()) {};
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new QueryArguments(map, Set.of("page", "page_size", "order_by", "flag"));
    }
}
