package org.axletree.hub.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the guide says of an operator and of somebody who only looks is what the registry lets them change. */
class RoleTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| [^|]*: (`[^|]*`) \\| (yes|no) \\| (yes|no) \\|$");
    private static final Pattern THING = Pattern.compile("`([^`]+)`");

    @Test
    void tableOfTheGuide_isWhatTheRegistryAllows() throws IOException {
        Map<String, Boolean> operator = new TreeMap<>();
        Map<String, Boolean> reader = new TreeMap<>();
        Matcher rows = ROW.matcher(Files.readString(Path.of("../docs/guide/security.md")));
        while (rows.find()) {
            Matcher things = THING.matcher(rows.group(1));
            while (things.find()) {
                operator.put(things.group(1), rows.group(2).equals("yes"));
                reader.put(things.group(1), rows.group(3).equals("yes"));
            }
        }

        assertThat(operator.keySet()).containsAll(Role.OPERATED).hasSizeGreaterThan(Role.OPERATED.size());
        operator.forEach((thing, said) ->
                assertThat(somebody(Role.OPERATOR).mayChange(thing)).as(thing).isEqualTo(said));
        reader.forEach((thing, said) ->
                assertThat(somebody(Role.READ_ONLY).mayChange(thing)).as(thing).isEqualTo(said));
    }

    private static Caller somebody(Role role) {
        return Caller.person("ada", "1", role, Optional.empty(), "192.0.2.1:5000");
    }
}
