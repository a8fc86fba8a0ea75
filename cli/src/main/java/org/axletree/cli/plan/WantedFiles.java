package org.axletree.cli.plan;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Nearest;
import org.axletree.cli.terminal.Surroundings;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads what is wanted: YAML with {@code hubs}, {@code certificates}, {@code devices}, {@code routes}, {@code networks} and {@code tokens}, of which
 * all but tokens may stand inside their hub, or one thing a document with its {@code kind}. Secrets are {@code ${file:…}} or
 * {@code ${env:…}}.
 */
final class WantedFiles {
    private final Surroundings surroundings;
    private final Path directory;
    private final List<Wanted> wanted = new ArrayList<>();
    private final Set<String> titles = new HashSet<>();
    private final Set<String> referred = new HashSet<>();

    private WantedFiles(Surroundings surroundings, Path directory) {
        this.surroundings = surroundings;
        this.directory = directory;
    }

    /** @param place a directory, a file, or {@code -} for standard input */
    static List<Wanted> read(Surroundings surroundings, Path place) {
        boolean directory = Files.isDirectory(place);
        WantedFiles files = new WantedFiles(surroundings, beside(place));
        if (place.toString().equals("-")) {
            files.document("standard input", surroundings.standardInput());
        } else if (directory) {
            List<Path> found = files.found();
            if (found.isEmpty()) {
                throw Failure.usage("the directory " + place + " has no .yaml file (expected: at least one)");
            }
            found.forEach(each -> files.document(each.toString(), surroundings.file(each)));
        } else if (!Files.exists(place)) {
            throw Failure.usage(place + " is not there (expected: a directory with .yaml files, a file, or -)");
        } else {
            files.document(place.toString(), surroundings.file(place));
        }
        files.wanted.sort((one, other) -> one.kind().compareTo(other.kind()));
        return files.wanted;
    }

    /** Where files that a file names are: beside it. What comes through a pipe has no place, and this directory stands for it. */
    static Path beside(Path place) {
        if (Files.isDirectory(place)) {
            return place;
        }
        return Files.isRegularFile(place) && place.getParent() != null ? place.getParent() : Path.of(".");
    }

    private List<Path> found() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(each -> each.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException within) {
            throw unreadable(within.getCause());
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    private Failure unreadable(IOException problem) {
        Path place = problem instanceof FileSystemException named && named.getFile() != null
                ? Path.of(named.getFile())
                : directory;
        String cause = problem instanceof AccessDeniedException ? "this user may not" : problem.getMessage();
        return Failure.usage("the directory " + place + " cannot be read: " + cause);
    }

    private void document(String file, String text) {
        try {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            for (Object each : new Yaml(new SafeConstructor(options)).loadAll(text)) {
                if (each != null) {
                    top(file, map(file, each));
                }
            }
        } catch (MarkedYAMLException wrong) {
            int line =
                    wrong.getProblemMark() == null ? 0 : wrong.getProblemMark().getLine() + 1;
            throw Failure.usage(file + ", line " + line + ": " + wrong.getProblem() + " (expected: YAML)");
        } catch (YAMLException wrong) {
            // What is in no place of its own: too many aliases, too deep, too long.
            throw Failure.usage(
                    file + ": " + wrong.getMessage().lines().findFirst().orElse("it cannot be read")
                            + " (expected: YAML within these bounds)");
        }
    }

    private void top(String file, Map<String, Object> document) {
        if (document.containsKey("kind")) {
            Kind kind = kind(file, String.valueOf(document.get("kind")));
            Map<String, Object> fields = new LinkedHashMap<>(document);
            fields.remove("kind");
            fields.remove("apiVersion");
            thing(file, kind, "", fields);
            return;
        }
        List<String> lists = Stream.of(Kind.values()).map(Kind::plural).toList();
        document.forEach((name, value) -> {
            if (!lists.contains(name)) {
                throw unknown(file, name, name, lists);
            }
            Kind kind = kind(file, name);
            things(file, kind, "", value);
        });
    }

    private static Kind kind(String file, String name) {
        for (Kind kind : Kind.values()) {
            if (name.equalsIgnoreCase(kind.noun()) || name.equalsIgnoreCase(kind.plural())) {
                return kind;
            }
        }
        throw unknown(file, name, name, Stream.of(Kind.values()).map(Kind::noun).toList());
    }

    private void things(String file, Kind kind, String hub, Object list) {
        if (list == null) {
            return;
        }
        if (!(list instanceof List<?> all)) {
            throw Failure.usage(file + ": " + kind.plural() + " was wrong (expected: a list)");
        }
        all.forEach(each -> thing(file, kind, hub, map(file, each)));
    }

    private void thing(String file, Kind kind, String inside, Map<String, Object> source) {
        Object name = source.get("name");
        if (!(name instanceof String) && !(name instanceof Number)) {
            throw Failure.usage(file + ": a " + kind.noun() + " has no name (expected: name: …)");
        }
        String called = String.valueOf(name);
        Map<String, Object> fields = new LinkedHashMap<>(source);
        check(file, kind, kind.noun() + " " + called, "", fields);
        fields.forEach((field, value) -> warn(file, kind.noun() + " " + called, field, value));
        String hub = kind == Kind.HUB ? called : inside;
        if (kind.isInHub() && fields.remove("hub") instanceof String of) {
            hub = of;
        }
        if (hub.isEmpty() && kind.isInHub()) {
            throw Failure.usage(file + ": the " + kind.noun() + " " + called + " has no hub (expected: hub: NAME)");
        }
        if (kind == Kind.HUB) {
            for (Kind inner : Kind.INSIDE) {
                things(file, inner, hub, fields.remove(inner.plural()));
            }
        }
        Wanted one = new Wanted(kind, hub, called, json(fields).asJsonObject(), referred);
        if (!titles.add(one.title())) {
            throw Failure.usage(file + ": " + one.title() + " is there twice (expected: once)");
        }
        wanted.add(one);
    }

    private void check(String file, Kind kind, String thing, String prefix, Map<String, Object> fields) {
        Set<String> known = kind.known();
        fields.forEach((name, value) -> {
            String path = prefix + name;
            boolean inner = known.stream().anyMatch(each -> each.startsWith(path + "."));
            if (inner && value instanceof Map<?, ?>) {
                check(file, kind, thing, path + ".", map(file, value));
            } else if (!inner && !known.contains(path) && !kind.open().contains(path)) {
                Set<String> beside = new LinkedHashSet<>();
                known.stream()
                        .filter(each -> each.startsWith(prefix))
                        .map(each -> each.substring(prefix.length()).split("\\.")[0])
                        .forEach(beside::add);
                throw unknown(file + ": " + thing, path, name, beside);
            } else if (inner && value != null) {
                throw wrong(file + ": " + thing, kind, path, value, "keys and values");
            } else {
                Object text = value instanceof String written ? resolved(written) : value;
                kind.field(path)
                        .flatMap(field -> Values.expected(kind, field, text))
                        .ifPresent(expected -> {
                            throw wrong(file + ": " + thing, kind, path, value, expected);
                        });
            }
        });
    }

    /** Notes what is a reference for options and none for files; what stands inside the hub, things of its own say. */
    private void warn(String file, String thing, String path, Object value) {
        if (value instanceof Map<?, ?> inner) {
            inner.forEach((name, each) -> warn(file, thing, path + "." + name, each));
        } else if (value instanceof String text && text.matches("env:[A-Za-z_]\\w*")) {
            surroundings.note(file + ": " + thing + ": " + path + " is " + text
                    + " as it is written, and no variable (expected: ${" + text + "} for its value)");
        }
    }

    /** Says the value as the file has it: a reference and not what it leads to. */
    private static Failure wrong(String where, Kind kind, String path, Object value, String expected) {
        return Failure.usage(where + ": " + path + " was " + (kind.isSecret(path) ? "wrong" : value) + " (expected: "
                + expected + ")");
    }

    private static Failure unknown(String where, String path, String name, java.util.Collection<String> known) {
        return Failure.usage(where + ": there is no key " + path + " (expected: "
                + Nearest.to(name, known)
                        .map(nearest -> nearest + ", perhaps")
                        .orElse("one of " + String.join(", ", known))
                + ")");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(String file, Object node) {
        if (node instanceof Map<?, ?> map) {
            Map<String, Object> named = new LinkedHashMap<>();
            ((Map<Object, Object>) map).forEach((key, value) -> named.put(String.valueOf(key), value));
            return named;
        }
        throw Failure.usage(file + " was wrong (expected: keys and values)");
    }

    private JsonValue json(Object node) {
        if (node == null) {
            return JsonValue.NULL;
        }
        if (node instanceof Map<?, ?>) {
            JsonObjectBuilder object = Json.createObjectBuilder();
            map("a file", node).forEach((name, value) -> object.add(name, json(value)));
            return object.build();
        }
        if (node instanceof List<?> list) {
            JsonArrayBuilder array = Json.createArrayBuilder();
            list.forEach(each -> array.add(json(each)));
            return array.build();
        }
        if (node instanceof Boolean flag) {
            return flag ? JsonValue.TRUE : JsonValue.FALSE;
        }
        if (node instanceof BigInteger || node instanceof Integer || node instanceof Long) {
            return Json.createValue(new BigInteger(node.toString()));
        }
        if (node instanceof Date moment) {
            return Json.createValue(moment.toInstant().toString());
        }
        if (node instanceof Double number) {
            return Json.createValue(BigDecimal.valueOf(number));
        }
        return Json.createValue(resolved(String.valueOf(node)));
    }

    private String resolved(String text) {
        if (text.startsWith("${file:") && text.endsWith("}")) {
            Path file = directory.resolve(text.substring(7, text.length() - 1));
            return referred(surroundings.file(file).replaceFirst("\\r?\\n$", ""));
        }
        if (text.startsWith("${env:") && text.endsWith("}")) {
            return referred(surroundings.text(text.substring(2, text.length() - 1)));
        }
        return text;
    }

    private String referred(String text) {
        referred.add(text);
        return text;
    }
}
