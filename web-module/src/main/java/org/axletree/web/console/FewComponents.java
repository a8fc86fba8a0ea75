package org.axletree.web.console;

import jakarta.faces.application.Resource;
import jakarta.faces.application.ResourceHandler;
import jakarta.faces.application.ResourceHandlerWrapper;
import java.util.Map;

/**
 * In the place of PrimeFaces' style sheet and its scripts, which are longer than a page of the console, serves what dialogs and
 * buttons need of them ({@code resources/console/primefaces.css} and {@code primefaces*.js}).
 */
public class FewComponents extends ResourceHandlerWrapper {
    private static final String THEIRS = "primefaces";
    private static final Map<String, String> OURS = Map.of(
            "components.css", "primefaces.css",
            "components.js", "primefaces.js",
            "core.js", "primefaces-core.js",
            "jquery/jquery-plugins.js", "primefaces-plugins.js");

    public FewComponents(ResourceHandler wrapped) {
        super(wrapped);
    }

    @Override
    public Resource createResource(String name, String library) {
        return isAll(name, library)
                ? super.createResource(OURS.get(name), "console")
                : super.createResource(name, library);
    }

    @Override
    public Resource createResource(String name, String library, String contentType) {
        return isAll(name, library)
                ? super.createResource(OURS.get(name), "console", contentType)
                : super.createResource(name, library, contentType);
    }

    private static boolean isAll(String name, String library) {
        return THEIRS.equals(library) && OURS.containsKey(name);
    }
}
