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
    private static final String NOBODYS = "00000000-0000-0000-0000-000000000000";
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    /** A method and a path whose parameters are in braces. */
    record Operation(String method, String path) {
        /** Whether it is about one thing that has an id. */
        boolean concernsOne() {
            return PARAMETER.matcher(path.replace("{region}", "")).find();
        }

        /** What is not given is nobody's. */
        String pathWith(Map<String, String> parameters) {
            return "/iot/v1"
                    + PARAMETER
                            .matcher(path)
                            .replaceAll(found ->
                                    Matcher.quoteReplacement(parameters.getOrDefault(found.group(1), NOBODYS)));
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
