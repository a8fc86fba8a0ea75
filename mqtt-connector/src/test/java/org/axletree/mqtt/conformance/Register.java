package org.axletree.mqtt.conformance;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which normative statement of a version is tested where, and which is not, and why. Read off the tests. */
final class Register {
    /** What each statement says, in the specification's order. */
    final Map<String, String> statements = new LinkedHashMap<>();

    final Map<String, List<String>> tests = new TreeMap<>();
    final Map<String, String> excuses = new TreeMap<>();
    private final Version version;

    Register(Version version, String resource) throws Exception {
        this.version = version;
        for (String line : PacketRow.resource(resource)) {
            if (!line.startsWith("#")) {
                int space = line.indexOf(' ');
                statements.put(line.substring(0, space), line.substring(space + 1));
            }
        }
        for (PacketRow row : PacketRow.all()) {
            if (row.version() == version) {
                row.statements().forEach(each -> tested(each, "bytes: " + row.what()));
            }
        }
        for (Class<?> test : testClasses()) {
            read(test);
        }
    }

    private void tested(String statement, String where) {
        tests.computeIfAbsent(statement, each -> new ArrayList<>()).add(where);
    }

    private void read(Class<?> test) {
        for (NotTested excuse : test.getAnnotationsByType(NotTested.class)) {
            if (excuse.version() == version) {
                Arrays.stream(excuse.value()).forEach(each -> excuses.put(each, excuse.why()));
            }
        }
        Method[] methods = test.getDeclaredMethods();
        Arrays.sort(methods, (a, b) -> a.getName().compareTo(b.getName()));
        for (Method method : methods) {
            Mqtt3 three = method.getAnnotation(Mqtt3.class);
            Mqtt5 five = method.getAnnotation(Mqtt5.class);
            String[] values = {};
            if (version == Version.V3 && three != null) {
                values = three.value();
            } else if (version == Version.V5 && five != null) {
                values = five.value();
            }
            for (String statement : values) {
                tested(statement, test.getSimpleName() + "." + method.getName());
            }
        }
    }

    private static List<Class<?>> testClasses() throws IOException, URISyntaxException, ClassNotFoundException {
        Path root = Path.of(Register.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(each -> each.toString().endsWith("Test.class"))
                    .sorted()
                    .toList()) {
                String name =
                        root.relativize(file).toString().replace(".class", "").replace('/', '.');
                classes.add(Class.forName(name, false, Register.class.getClassLoader()));
            }
        }
        return classes;
    }
}
