package org.axletree.verification.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axletree.verification.guide.ShippedArchives.ROOT;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** THIRD-PARTY-NOTICES.md names each archive of others in what was built, and no other. */
class NoticesTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    @Test
    void notices_nameWhatIsShipped() throws IOException {
        Set<String> named = new TreeSet<>();
        Matcher rows = ROW.matcher(Files.readString(ROOT.resolve("THIRD-PARTY-NOTICES.md")));
        while (rows.find()) {
            named.add(rows.group(1));
        }
        Set<String> shipped = new TreeSet<>(ShippedArchives.read().names());
        shipped.add("payara-micro");

        assertThat(named).isEqualTo(shipped);
    }

    @Test
    void licence_isApaches() throws IOException {
        assertThat(Files.readString(ROOT.resolve("LICENSE"))).contains("Apache License", "Version 2.0, January 2004");
        assertThat(Files.readString(ROOT.resolve("NOTICE"))).contains("Apache License, Version 2.0");
    }
}
