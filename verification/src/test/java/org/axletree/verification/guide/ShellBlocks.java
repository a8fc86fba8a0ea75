package org.axletree.verification.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands of a document, in order. A block {@code sh} is carried out; a block {@code text} after it is what it prints,
 * with {@code …} for what differs each time. A comment before a block,
 * {@code background until: TEXT}, says that its command goes on, and what it says when the next may begin.
 */
public final class ShellBlocks {
    private static final Pattern BLOCK =
            Pattern.compile("(?:<!-- (?<note>[^>]*?) -->\\n)?```(?<kind>sh|text)\\n(?<body>.*?)```", Pattern.DOTALL);

    private ShellBlocks() {}

    /**
     * A command and what is known of it.
     *
     * @param until where it goes on in the background: what it says when the next may begin
     * @param output what it prints; empty where the document does not show it
     */
    public record Block(String command, Optional<String> until, Optional<String> output) {

        /** What the output must look like. */
        public Pattern expected() {
            StringBuilder pattern = new StringBuilder();
            for (String part : output.orElse("").strip().split("…", -1)) {
                pattern.append(pattern.isEmpty() ? "" : "[^\\n]*").append(Pattern.quote(part));
            }
            return Pattern.compile(pattern.toString());
        }
    }

    public static List<Block> of(Path document) throws IOException {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(document));
        while (matcher.find()) {
            String body = matcher.group("body");
            if (matcher.group("kind").equals("sh")) {
                Optional<String> until = Optional.ofNullable(matcher.group("note"))
                        .filter(note -> note.startsWith("background until: "))
                        .map(note -> note.substring("background until: ".length()));
                blocks.add(new Block(body, until, Optional.empty()));
            } else {
                Block last = blocks.remove(blocks.size() - 1);
                blocks.add(new Block(last.command(), last.until(), Optional.of(body)));
            }
        }
        return blocks;
    }
}
