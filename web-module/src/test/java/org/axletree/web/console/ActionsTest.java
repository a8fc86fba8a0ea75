package org.axletree.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a button of the console does, a toast says that it is done: screen readers hear it. */
class ActionsTest {
    private static final Path PAGES = Path.of("src/main/webapp");
    private static final Path CLASSES = Path.of("src/main/java/org/axletree/web/console");

    private static final Pattern BUTTON =
            Pattern.compile("(?s)<[hp]:command(?:Button|Link)\\b(?:[^<>\"]|\"[^\"]*\")*>");
    private static final Pattern ACTION = Pattern.compile("action=\"#\\{(\\w+)\\.(\\w+)");
    private static final Pattern METHOD =
            Pattern.compile("(?ms)^    (?:\\w[\\w<>, .?]* )?[\\w<>?, ]+ (\\w+)\\([^)]*\\)[^;{]*\\{\\n(.*?)^    }$");
    private static final Pattern CALL = Pattern.compile("\\b(\\w+)\\(|this::(\\w+)");

    /** What changes nothing: opens, looks, tries, closes, and shows by itself what came of it. */
    private static final Set<String> CHANGE_NOTHING = Set.of(
            "authorityForm.check",
            "certificateForm.download",
            "credentials.download",
            "credentials.downloadAll",
            "credentials.downloadPkcs12",
            "deadLettersPage.open",
            "filterTest.test",
            "hubPage.downloadAuthority",
            "keysForm.hide",
            "keysForm.show",
            "messageTry.go",
            "networkTry.go",
            "newDeviceForm.another",
            "personForm.begin",
            "routeForm.edit",
            "routeForm.tryTarget",
            "sessionsPage.refresh",
            "twinForm.cancel",
            "twinForm.edit",
            "twinForm.make",
            "twinForm.takeTheirs");

    /** The way in and out is another page. */
    private static final Set<String> SEEN_OTHERWISE = Set.of("loginPage.logIn", "loginPage.logOut");

    @Test
    void actionsThatChangeSomething_sayThatItIsDone() throws IOException {
        Set<String> actions = actions();
        assertThat(actions).hasSizeGreaterThan(60).containsAll(CHANGE_NOTHING).containsAll(SEEN_OTHERWISE);
        Map<String, String> classes = classes();
        Set<String> silent = new TreeSet<>();
        for (String action : actions) {
            String[] parts = action.split("\\.");
            assertThat(classes).containsKey(parts[0]);
            if (!says(classes.get(parts[0]), parts[1])) {
                silent.add(action);
            }
        }
        silent.removeAll(SEEN_OTHERWISE);
        assertThat(silent).containsExactlyInAnyOrderElementsOf(CHANGE_NOTHING);
    }

    /** Buttons and links of pages; remote commands, which scripts call, are answered by scripts. */
    private static Set<String> actions() throws IOException {
        Set<String> actions = new TreeSet<>();
        for (Path page : files(PAGES, ".xhtml")) {
            Matcher buttons = BUTTON.matcher(Files.readString(page));
            while (buttons.find()) {
                Matcher action = ACTION.matcher(buttons.group());
                while (action.find()) {
                    actions.add(action.group(1) + "." + action.group(2));
                }
            }
        }
        return actions;
    }

    /** The method, or one of its class that it calls, says something by {@link Done}. */
    private static boolean says(String source, String method) {
        Map<String, String> bodies = new HashMap<>();
        METHOD.matcher(source).results().forEach(found -> bodies.merge(found.group(1), found.group(2), String::concat));
        assertThat(bodies).containsKey(method);
        Deque<String> waiting = new ArrayDeque<>(List.of(method));
        Set<String> seen = new TreeSet<>();
        while (!waiting.isEmpty()) {
            String next = waiting.pop();
            if (!seen.add(next) || !bodies.containsKey(next)) {
                continue;
            }
            if (bodies.get(next).contains("Done.")) {
                return true;
            }
            CALL.matcher(bodies.get(next))
                    .results()
                    .forEach(call -> waiting.push(call.group(1) == null ? call.group(2) : call.group(1)));
        }
        return false;
    }

    /** By the names that pages have for them. */
    private static Map<String, String> classes() throws IOException {
        Map<String, String> classes = new HashMap<>();
        for (Path file : files(CLASSES, ".java")) {
            String source = Files.readString(file);
            Matcher named = Pattern.compile("@Named(?:\\(\"(\\w+)\"\\))?").matcher(source);
            if (named.find()) {
                String name = file.getFileName().toString().replace(".java", "");
                classes.put(
                        named.group(1) != null
                                ? named.group(1)
                                : Character.toLowerCase(name.charAt(0)) + name.substring(1),
                        source);
            }
        }
        // No bean, but a parameter of the part that shows them.
        classes.put("credentials", Files.readString(CLASSES.resolve("device/ShownCredentials.java")));
        return classes;
    }

    private static List<Path> files(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}
