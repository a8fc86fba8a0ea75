package org.axletree.hub.dialect.huawei;

import java.util.Objects;

/** A device did not do what it was asked, or could not be asked. */
public class HuaweiCallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Cause {
        /** The device is not connected. */
        OFFLINE("Operation not allowed. The device is not online."),
        /** It is connected and does not hear the topic. */
        UNHEARD("The device has not subscribed to the topic."),
        /** It did not answer in time. */
        TIMED_OUT("The request timed out. Check whether the device answers it."),
        /** It answered something that cannot be read. */
        UNREADABLE("The answer of the device is not a JSON object."),
        /** Too much is on the way to it. */
        BUSY("Too much is on the way to the device.");

        private final String text;

        Cause(String text) {
            this.text = text;
        }
    }

    private final Cause why;

    HuaweiCallException(Cause why) {
        super(Objects.requireNonNull(why, "why").text);
        this.why = why;
    }

    public Cause why() {
        return why;
    }
}
