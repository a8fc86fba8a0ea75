package org.axletree.verification.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What axe finds on the page that a browser shows. */
final class Accessibility {
    static final List<String> THEMES = List.of("light", "dark");
    static final List<Integer> WIDTHS = List.of(1440, 390);

    private static final String BARRIERS =
            """
            const done = arguments[arguments.length - 1];
            axe.run().then(found => done(found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' '))));
            """;

    private Accessibility() {}

    /** Nothing at all is found, in both themes, on a phone and on a wide screen; a picture of each is kept. */
    static void isForEverybody(Browser browser, String state) {
        for (int width : WIDTHS) {
            for (String theme : THEMES) {
                show(browser, width, theme);
                browser.picture(pictureOf(state) + "-" + theme + "-" + width);
                assertThat(barriers(browser))
                        .as(state + ", " + theme + ", " + width)
                        .isEmpty();
            }
        }
    }

    private static String pictureOf(String state) {
        return state.replaceAll("id=[-0-9a-f]{36}", "").replaceAll("\\W+", "-").replaceAll("^-|-$", "");
    }

    /** Without motion: colours that are about to change are none that anybody chose. */
    static void show(Browser browser, int width, String theme) {
        browser.driver()
                .executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        browser.driver()
                .executeCdpCommand(
                        "Emulation.setEmulatedMedia",
                        Map.of(
                                "features",
                                List.of(
                                        Map.of("name", "prefers-color-scheme", "value", theme),
                                        Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    @SuppressWarnings("unchecked")
    static List<String> barriers(Browser browser) {
        if (!Boolean.TRUE.equals(browser.driver().executeScript("return Boolean(window.axe);"))) {
            try (InputStream axe = Accessibility.class.getResourceAsStream("/axe.min.js")) {
                browser.driver().executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return (List<String>) browser.driver().executeAsyncScript(BARRIERS);
    }
}
