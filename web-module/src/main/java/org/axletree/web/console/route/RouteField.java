package org.axletree.web.console.route;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axletree.hub.registry.route.ConfigurationField;
import org.axletree.hub.registry.route.RouteKind;
import org.axletree.web.console.Texts;

/** A field of the form of a route: what somebody typed into it, and what is wrong with that. */
public final class RouteField implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String kind;
    private final String name;
    private final ConfigurationField.Type type;
    private final boolean secret;
    private final boolean optional;
    private String value;
    private String problem = "";

    RouteField(String kind, ConfigurationField field, Object before, boolean optional) {
        this.kind = kind;
        this.name = field.name();
        this.type = field.type();
        this.secret = field.secret();
        this.optional = optional;
        this.value = before == null ? "" : text(before);
    }

    private static String text(Object before) {
        if (!(before instanceof Map<?, ?> texts)) {
            return before.toString();
        }
        StringBuilder lines = new StringBuilder();
        texts.forEach(
                (name, value) -> lines.append(name).append(": ").append(value).append('\n'));
        return lines.toString();
    }

    /** What the API would be told; null where nothing was typed. */
    Object read() {
        if (type == ConfigurationField.Type.FLAG) {
            return Boolean.valueOf(value);
        }
        if (value.isBlank()) {
            return null;
        }
        return switch (type) {
            case NUMBER -> number();
            case TEXTS -> texts();
            default -> value;
        };
    }

    /** What is no number is left to the registry to refuse. */
    private Object number() {
        try {
            return Long.valueOf(value.strip());
        } catch (NumberFormatException none) {
            problem = Texts.of("problem.number");
            return null;
        }
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String line : value.lines().map(String::strip).toList()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                texts.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            } else if (!line.isEmpty()) {
                problem = Texts.of("problem.lines");
            }
        }
        return texts;
    }

    /** A secret that nobody typed anew stays what it is. */
    boolean isUntouched() {
        return secret && (value.isBlank() || value.equals(RouteKind.MASK));
    }

    public String getKey() {
        return kind + "." + name;
    }

    public String getName() {
        return name;
    }

    /** Whether it may stay empty, which a choice says by itself. */
    public boolean isOptional() {
        return optional && !isChoice();
    }

    public boolean isSecret() {
        return secret && type == ConfigurationField.Type.TEXT;
    }

    public boolean isFlag() {
        return type == ConfigurationField.Type.FLAG;
    }

    public boolean isChoice() {
        return type == ConfigurationField.Type.CHOICE;
    }

    /** Whether it takes more than a line. */
    public boolean isLong() {
        return type == ConfigurationField.Type.TEXTS || name.equals("query") || name.endsWith("_pem");
    }

    public boolean isPlain() {
        return !isSecret() && !isFlag() && !isChoice() && !isLong();
    }

    public boolean isTicked() {
        return Boolean.parseBoolean(value);
    }

    public void setTicked(boolean ticked) {
        value = String.valueOf(ticked);
    }

    public String getValue() {
        return value;
    }

    public void setValue(String value) {
        this.value = value == null ? "" : value;
        this.problem = "";
    }

    public String getProblem() {
        return problem;
    }

    void setProblem(String problem) {
        this.problem = problem;
    }
}
