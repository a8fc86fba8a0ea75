package org.axletree.core.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/settings.md} is made from the table in the code; {@code -Daxletree.write=true} writes it anew. */
class SettingsReferenceTest {
    private static final Path PAGE = Path.of("../docs/reference/settings.md");

    @Test
    void page_ofTheReference_isWhatTheCodeSays() throws Exception {
        if (Boolean.getBoolean("axletree.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page());
        }

        assertThat(PAGE).content().isEqualTo(page());
    }

    private static String page() {
        StringBuilder page = new StringBuilder(
                """
                <!-- Made from org.axletree.core.setting.Setting by SettingsReferenceTest. -->
                # Settings

                Every setting is an environment variable; the system property of the same name in lower case with dots
                (`AXLETREE_MQTT_PORT` is `axletree.mqtt.port`) wins over it. An empty value is no value. A value that is not
                acceptable ends the start with one line that says what would be right. Limits are settings as well:
                [limits](limits.md).

                | variable | default | meaning | values |
                |---|---|---|---|
                """);
        for (Setting setting : Setting.values()) {
            page.append("| `")
                    .append(setting.variable())
                    .append("` | ")
                    .append(standard(setting))
                    .append(" | ")
                    .append(setting.meaning())
                    .append(" | ")
                    .append(setting.kind().expectation())
                    .append(" |\n");
        }
        return page.toString();
    }

    private static String standard(Setting setting) {
        String standard = setting.standard();
        boolean described = standard.contains(" ") || standard.isEmpty();
        return described ? standard : "`" + standard + "`";
    }
}
