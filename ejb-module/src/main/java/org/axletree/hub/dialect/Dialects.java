package org.axletree.hub.dialect;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every dialect that there is. Never changes; from any thread. */
@ApplicationScoped
public class Dialects {
    private Map<String, Dialect> byName = Map.of();
    private List<String> hubTopics = List.of();

    /** For the container's proxy. */
    protected Dialects() {}

    @Inject
    Dialects(Instance<Dialect> found) {
        this(found.stream().toList());
    }

    /** @throws IllegalStateException if two have one name, or one claims topics that do not begin with {@code $} */
    public Dialects(List<Dialect> dialects) {
        Map<String, Dialect> names = new HashMap<>();
        List<String> topics = new ArrayList<>();
        for (Dialect dialect : dialects) {
            if (names.put(dialect.name(), dialect) != null) {
                throw new IllegalStateException("dialect " + dialect.name() + " is there twice");
            }
            dialect.hubTopics().forEach(Dialects::requireOfTheSystem);
            topics.addAll(dialect.hubTopics());
        }
        this.byName = names;
        this.hubTopics = List.copyOf(topics);
    }

    private static void requireOfTheSystem(String prefix) {
        if (!prefix.startsWith("$") || !prefix.endsWith("/")) {
            throw new IllegalStateException("hub topics: " + prefix + " (expected: $…/)");
        }
    }

    /**
     * The dialect of a name. A name that is not known here, as that of a dialect that a newer version had, gives one that
     * refuses everything.
     */
    public Dialect named(String name) {
        Dialect dialect = byName.get(name);
        return dialect == null ? UnknownDialect.INSTANCE : dialect;
    }

    /** Whether there is a dialect of this name. */
    public boolean knows(String name) {
        return byName.containsKey(name);
    }

    /** Whether only the hub speaks to the topic ({@link Dialect#hubTopics}). Allocates nothing. */
    public boolean isOfTheHub(String topic) {
        for (int i = 0; i < hubTopics.size(); i++) {
            if (isAtOrBelow(topic, hubTopics.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** The level itself is the hub's like all below it: a filter as {@code $SCW/#} hears it too (MQTT section 4.7.1.2). */
    private static boolean isAtOrBelow(String topic, String prefix) {
        return topic.startsWith(prefix) || topic.length() == prefix.length() - 1 && prefix.startsWith(topic);
    }
}
