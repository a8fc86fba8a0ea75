package org.axletree.web.console.device;

import java.util.Objects;

/**
 * A file that a device needs.
 *
 * @param name its name, as in the command that uses it
 * @param title what it is, for people
 * @param text PEM; not in {@link #toString()}
 */
public record CredentialFile(String name, String title, String text) {
    public CredentialFile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(text, "text");
    }

    @Override
    public String toString() {
        return "CredentialFile[" + name + "]";
    }
}
