package org.axletree.web.console.device;

import java.util.Objects;

/**
 * A file that a device needs.
 *
 * @param name its name, as in the command that uses it
 * @param title what it is, for people
 * @param text PEM; not in {@link #toString()}
 * @param mode who may read it once it is unpacked
 */
public record CredentialFile(String name, String title, String text, int mode) {
    static final int OPEN = 0644;
    static final int SECRET = 0600;
    static final int PROGRAM = 0755;

    public CredentialFile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(text, "text");
    }

    /** Whether only the device may have it. */
    public boolean isSecret() {
        return mode == SECRET;
    }

    @Override
    public String toString() {
        return "CredentialFile[" + name + "]";
    }
}
