package org.axletree.web.console.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void rows_areReadAsTheyWereWritten_withTheLinesTheyBeginOn() {
        String text = Csv.line("name", "description")
                + Csv.line("a", "two\nlines, \"quoted\"")
                + "\r\n"
                + Csv.line("=1+1", " spaced ");
        List<Csv.Row> rows = Csv.rows("\uFEFF" + text);

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).line()).isEqualTo(2);
        assertThat(rows.get(0).cell("description")).isEqualTo("two\nlines, \"quoted\"");
        assertThat(rows.get(1).line()).isEqualTo(5);
        assertThat(rows.get(1).cell("name")).isEqualTo("=1+1");
        assertThat(rows.get(1).cell("nothing")).isEmpty();
    }

    @Test
    void cells_areNoFormulas() {
        assertThat(Csv.line("=cmd()", "+1", "-1", "@x", "\tx", "\0x", "plain"))
                .isEqualTo("'=cmd(),'+1,'-1,'@x,'\tx,'\0x,plain\r\n");
    }

    @Test
    void fileThatEndsWithinQuotes_isRefused() {
        assertThatThrownBy(() -> Csv.rows("name\n\"a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ends within quotes");
    }

    /** A password with blanks around it or a quotation mark in it is that one, and no other. */
    @Test
    void quotedCell_isKeptAsItIs_andOneThatIsNeitherIsRefused() {
        Csv.Row row = Csv.rows("name, password ,description\n a b , \"  p \"\"w  \" ,\" \"\r\n")
                .get(0);

        assertThat(row.cells())
                .containsOnly(
                        Map.entry("name", "a b"), Map.entry("password", "  p \"w  "), Map.entry("description", " "));
        for (String wrong : List.of("a\"b\"c", "\"a\"b", "\"a\" \"b\"")) {
            assertThatThrownBy(() -> Csv.rows("name\n\"two\nlines\"\n" + wrong + "\n"))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("line 4: a quotation mark within a cell");
        }
    }

    @Test
    void misspeltColumn_isNoticed_howeverShortTheFirstRowIs() {
        assertThatThrownBy(() -> DeviceTable.requireKnown(
                        Csv.rows("name,pasword\na1\na2,secret\n").get(0)))
                .hasMessageStartingWith("the column pasword is not known");
    }

    @Test
    void columns_areKnown_andOneIsTheName() {
        assertThatThrownBy(() ->
                        DeviceTable.requireKnown(Csv.rows("name,colour\na,red").get(0)))
                .hasMessageContaining("the column colour is not known");
        assertThatThrownBy(() ->
                        DeviceTable.requireKnown(Csv.rows("description\nred").get(0)))
                .hasMessageContaining("no column name");
        assertThatThrownBy(() ->
                        DeviceTable.device(Csv.rows("name,enabled\na,perhaps").get(0)))
                .hasMessage("\"perhaps\" in the column enabled is neither true nor false.");
        assertThat(DeviceTable.device(Csv.rows("Name,Enabled\na,FALSE").get(0)).enabled())
                .isFalse();
    }
}
