package org.axletree.web.console;

import jakarta.faces.context.FacesContext;
import org.primefaces.PrimeFaces;

/** Says in a toast that something was done: readers of the screen hear it. The arguments are those of {@link Texts#of}. */
public final class Done {
    private static final String PARAMETER = "done";

    private Done() {}

    /** On the page that stays. */
    public static void here(String key, Object... namesAndValues) {
        PrimeFaces.current().ajax().addCallbackParam(PARAMETER, Texts.of(key, namesAndValues));
    }

    /** On the page that comes next. */
    public static void there(String key, Object... namesAndValues) {
        FacesContext.getCurrentInstance().getExternalContext().getFlash().put(PARAMETER, Texts.of(key, namesAndValues));
    }
}
