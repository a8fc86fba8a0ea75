package org.axletree.web.console;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** Numbers on pages, written in one way. */
@Named
@ApplicationScoped
public class Figure {
    public String of(long number) {
        return Texts.number(number);
    }

    /** So many bytes. */
    public String bytes(long count) {
        return Texts.counted("word.bytes", count);
    }
}
