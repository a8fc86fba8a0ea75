package org.axletree.web.console.people;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Projects in one field of a form, with commas or spaces between. */
final class ProjectList {
    private ProjectList() {}

    static Set<String> of(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
