package org.axletree.web.console.route;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.ResourceBundle;

/** What a form of routes says of its fields, from the bundle: what may be chosen, and what helps. */
@Named
@ApplicationScoped
public class RouteChoices {
    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("org.axletree.web.console.texts");

    /** The words that a field takes. */
    public List<String> of(String field) {
        return Arrays.stream(text("route.choices." + field).split(" "))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Empty where the label says it all. */
    public String hint(String field) {
        return text("route.hint." + field);
    }

    private static String text(String key) {
        return TEXTS.containsKey(key) ? TEXTS.getString(key) : "";
    }
}
