package org.axletree.web.provider;

/** Nobody comes in by the identity provider now. The message is for the log: it says nothing that was sent in secret. */
final class SetbackException extends Exception {
    private static final long serialVersionUID = 1L;

    private static final int MOST_SHOWN = 200;

    private final Setback setback;

    SetbackException(Setback setback, String why) {
        super(why);
        this.setback = setback;
    }

    /** What a provider said, short enough for a line of the log. */
    static String shown(Object said) {
        String text = String.valueOf(said);
        return text.substring(0, Math.min(text.length(), MOST_SHOWN));
    }

    Setback setback() {
        return setback;
    }
}
