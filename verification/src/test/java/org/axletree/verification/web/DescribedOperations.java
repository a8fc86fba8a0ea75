package org.axletree.verification.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All operations of the management API, as its document describes them; another test compares that with the code. */
final class DescribedOperations {
    private static final Path DOCUMENT = Path.of("..", "docs", "reference", "openapi.yaml");
    private static final Pattern LINE = Pattern.compile(
            "(?m)^  (?<path>/\\S+):$|^    (?<method>get|post|put|patch|delete):$|^(?<end>components):$");
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    /** A method and a path whose parameters are in braces. */
    record Operation(String method, String path) {
        /** Whether it is about one thing that has an id. */
        boolean concernsOne() {
            return PARAMETER.matcher(path.replace("{region}", "")).find();
        }

        String pathWith(Map<String, String> parameters) {
            return "/iot/v1"
                    + PARAMETER.matcher(path).replaceAll(found -> {
                        String value = parameters.get(found.group(1));
                        if (value == null) {
                            throw new IllegalArgumentException(
                                    "give " + found.group(1) + " of " + path + " to this test");
                        }
                        return Matcher.quoteReplacement(value);
                    });
        }
    }

    private DescribedOperations() {}

    static List<Operation> all() {
        List<Operation> all = new ArrayList<>();
        String path = "";
        try {
            Matcher line = LINE.matcher(Files.readString(DOCUMENT));
            while (line.find() && line.group("end") == null) {
                if (line.group("path") != null) {
                    path = line.group("path");
                } else {
                    all.add(new Operation(line.group("method").toUpperCase(Locale.ROOT), path));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
