package org.axletree.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingFileTest {
    @TempDir
    Path directory;

    @Test
    void lines_moreThanFit_keepTheYoungestFilesOnly() throws Exception {
        try (RotatingFile file = new RotatingFile(directory.resolve("a.log"), 10, 2)) {
            for (int number = 1; number <= 9; number++) {
                file.write(("line" + number + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }

        assertThat(directory.resolve("a.log")).hasContent("line9\n");
        assertThat(directory.resolve("a.log.1")).hasContent("line8\n");
        assertThat(directory.resolve("a.log.2")).hasContent("line7\n");
        assertThat(directory).isDirectoryNotContaining("glob:**.log.3");
    }

    @Test
    void file_openedAgain_goesOnWhereItEnded() throws Exception {
        Path path = directory.resolve("a.log");
        for (String word : new String[] {"one ", "two ", "three"}) {
            try (RotatingFile file = new RotatingFile(path, 10, 1)) {
                file.write(word.getBytes(StandardCharsets.UTF_8));
            }
        }

        assertThat(path).hasContent("three");
        assertThat(directory.resolve("a.log.1")).hasContent("one two ");
    }
}
