package org.axletree.hub.dialect.azure;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The topic of a request: {@code $iothub/twin/GET/?$rid=…} and the like (docs/reference/dialects/azure.md, 7 and 8).
 *
 * @param kind what is asked for
 * @param requestId by which the device knows the answer; may be empty
 * @param version of the properties that a report was made for
 * @param status of the answer to a method; 0 for others
 */
record RequestTopic(Kind kind, String requestId, OptionalLong version, int status) {
    enum Kind {
        GET_TWIN("$iothub/twin/GET/"),
        REPORT("$iothub/twin/PATCH/properties/reported/"),
        ANSWER_METHOD("$iothub/methods/res/");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    private static final int LONGEST = 1_024;
    /** As some write what their names begin with. */
    private static final String DOLLAR = "%24";

    private static final String REQUEST_ID = "$rid=";
    private static final String VERSION = "$version=";

    /** Takes a topic apart; empty if it is none of a request. */
    static Optional<RequestTopic> of(String topic) {
        if (topic.length() > LONGEST) {
            return Optional.empty();
        }
        for (Kind kind : Kind.values()) {
            if (topic.startsWith(kind.prefix)) {
                return of(kind, topic.substring(kind.prefix.length()));
            }
        }
        return Optional.empty();
    }

    private static Optional<RequestTopic> of(Kind kind, String rest) {
        int status = 0;
        String query = rest;
        if (kind == Kind.ANSWER_METHOD) {
            int slash = rest.indexOf('/');
            Optional<Long> number = slash < 0 ? Optional.empty() : number(rest.substring(0, slash));
            if (number.isEmpty() || number.get() > Integer.MAX_VALUE) {
                return Optional.empty();
            }
            status = number.get().intValue();
            query = rest.substring(slash + 1);
        }
        if (!query.startsWith("?")) {
            return Optional.empty();
        }
        String requestId = "";
        OptionalLong version = OptionalLong.empty();
        for (String each : query.substring(1).split("&")) {
            String pair = each.startsWith(DOLLAR) ? "$" + each.substring(DOLLAR.length()) : each;
            if (pair.startsWith(REQUEST_ID)) {
                requestId = pair.substring(REQUEST_ID.length());
            } else if (pair.startsWith(VERSION)) {
                Optional<Long> number = number(pair.substring(VERSION.length()));
                version = number.map(OptionalLong::of).orElse(OptionalLong.of(-1)); // no version that there is
            }
        }
        return Optional.of(new RequestTopic(kind, requestId, version, status));
    }

    private static Optional<Long> number(String text) {
        try {
            return text.isEmpty() || text.length() > 18 || !Character.isDigit(text.charAt(0))
                    ? Optional.empty()
                    : Optional.of(Long.parseLong(text));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    /** Where the answer to a request to the twin goes. */
    String answer(int code) {
        return "$iothub/twin/res/" + code + "/?$rid=" + requestId;
    }
}
