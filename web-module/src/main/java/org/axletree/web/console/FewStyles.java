package org.axletree.web.console;

import jakarta.faces.application.Resource;
import jakarta.faces.application.ResourceHandler;
import jakarta.faces.application.ResourceHandlerWrapper;

/**
 * In the place of PrimeFaces' style sheet for all its components, which is as long as a page of the console, serves what dialogs
 * and buttons need of it ({@code resources/console/primefaces.css}).
 */
public class FewStyles extends ResourceHandlerWrapper {
    private static final String THEIRS = "primefaces";
    private static final String ALL = "components.css";

    public FewStyles(ResourceHandler wrapped) {
        super(wrapped);
    }

    @Override
    public Resource createResource(String name, String library) {
        return isAll(name, library)
                ? super.createResource("primefaces.css", "console")
                : super.createResource(name, library);
    }

    @Override
    public Resource createResource(String name, String library, String contentType) {
        return isAll(name, library)
                ? super.createResource("primefaces.css", "console", contentType)
                : super.createResource(name, library, contentType);
    }

    private static boolean isAll(String name, String library) {
        return ALL.equals(name) && THEIRS.equals(library);
    }
}
