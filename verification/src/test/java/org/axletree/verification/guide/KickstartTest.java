package org.axletree.verification.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What dashboards and alerts ask for is there: each metric is one that the hub's telemetry has. */
class KickstartTest {
    private static final Path KICKSTART = Path.of("../server-config/kickstart");
    private static final Path TELEMETRY = Path.of("../ejb-module/src/main/java/org/axletree/hub/telemetry");
    private static final Pattern METRIC = Pattern.compile("\\b(?:axletree|jvm)_[a-z_]+");

    @Test
    void metrics_ofDashboardsAndAlerts_areThoseOfTheHub() throws IOException {
        String code = texts(TELEMETRY);
        Set<String> asked = new TreeSet<>();
        for (String file : new String[] {"rules.yml", "grafana/dashboards/axletree.json"}) {
            Matcher names = METRIC.matcher(Files.readString(KICKSTART.resolve(file)));
            while (names.find()) {
                asked.add(names.group());
            }
        }

        assertThat(asked).hasSizeGreaterThan(10);
        assertThat(asked).allSatisfy(name -> assertThat(code)
                .as("a metric of the kickstart")
                .contains('"' + name.replaceFirst("_(bucket|total|sum|count)$", "")));
    }

    @Test
    void dashboard_isJson() throws IOException {
        assertThat(new ObjectMapper()
                        .readTree(Files.readString(KICKSTART.resolve("grafana/dashboards/axletree.json")))
                        .at("/panels"))
                .isNotEmpty();
    }

    private static String texts(Path directory) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
