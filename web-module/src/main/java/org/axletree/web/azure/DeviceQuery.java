package org.axletree.web.azure;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code SELECT * FROM devices [WHERE …]}: comparisons, {@code IN}, {@code is_defined}, joined by AND, OR and NOT, with
 * parentheses. Read from left to right, without looking back.
 */
final class DeviceQuery {
    private static final Pattern QUERY = Pattern.compile(
            "\\s*SELECT\\s+\\*\\s+FROM\\s+devices(?:\\s+WHERE\\s+(.+?))?\\s*;?\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile(
            "\\s*('(?:[^']|'')*'|\"[^\"]*\"|-?[0-9][0-9.]*|[A-Za-z_$][A-Za-z0-9_.$-]*|!=|<>|<=|>=|[=<>()\\[\\],])");
    private static final int LONGEST = 4_096;
    private static final int DEEPEST = 20;

    private final List<String> words;
    private int at;

    private DeviceQuery(List<String> words) {
        this.words = words;
    }

    /** Which twins the query wants. */
    static QueryCondition parse(String text) {
        Matcher query = text.length() > LONGEST ? null : QUERY.matcher(text);
        if (query == null || !query.matches()) {
            throw wrong();
        }
        if (query.group(1) == null) {
            return QueryCondition.of(twin -> true);
        }
        DeviceQuery condition = new DeviceQuery(words(query.group(1)));
        QueryCondition wanted = condition.either(0);
        if (condition.at < condition.words.size()) {
            throw wrong();
        }
        return wanted;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        int end = 0;
        while (end < text.length() && word.find(end) && word.start() == end) {
            words.add(word.group(1));
            end = word.end();
        }
        if (!text.substring(end).isBlank()) {
            throw wrong();
        }
        return words;
    }

    private QueryCondition either(int depth) {
        QueryCondition wanted = both(depth);
        while (takes("OR")) {
            wanted = wanted.or(both(depth));
        }
        return wanted;
    }

    private QueryCondition both(int depth) {
        QueryCondition wanted = one(depth);
        while (takes("AND")) {
            wanted = wanted.and(one(depth));
        }
        return wanted;
    }

    private QueryCondition one(int depth) {
        if (depth > DEEPEST) {
            throw wrong();
        }
        if (takes("NOT")) {
            return one(depth + 1).negate();
        }
        if (takes("(")) {
            QueryCondition within = either(depth + 1);
            require(")");
            return within;
        }
        String path = next();
        if (!Character.isLetter(path.charAt(0)) && path.charAt(0) != '_' && path.charAt(0) != '$') {
            throw wrong();
        }
        if (path.equalsIgnoreCase("is_defined") && takes("(")) {
            String asked = next();
            require(")");
            return QueryCondition.of(twin -> TwinComparison.value(twin, asked).isPresent());
        }
        if (takes("IN")) {
            return in(path);
        }
        return new TwinComparison(path, next(), next()).condition();
    }

    private QueryCondition in(String path) {
        String end = takes("[") ? "]" : ")";
        if (end.equals(")")) {
            require("(");
        }
        QueryCondition any = new TwinComparison(path, "=", next()).condition();
        while (takes(",")) {
            any = any.or(new TwinComparison(path, "=", next()).condition());
        }
        require(end);
        return any;
    }

    private boolean takes(String word) {
        boolean there = at < words.size() && words.get(at).equalsIgnoreCase(word);
        at += there ? 1 : 0;
        return there;
    }

    private void require(String word) {
        if (!takes(word)) {
            throw wrong();
        }
    }

    private String next() {
        if (at == words.size()) {
            throw wrong();
        }
        return words.get(at++);
    }

    static AzureException wrong() {
        return AzureException.invalid("query: expected SELECT * FROM devices, with WHERE and comparisons, IN [ ],"
                + " is_defined( ), AND, OR, NOT and parentheses");
    }
}
