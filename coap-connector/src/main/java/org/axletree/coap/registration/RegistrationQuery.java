package org.axletree.coap.registration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;

/**
 * What stands in the query of a registration or an update (LwM2M sections 6.2.1 and 6.2.2). What is not known is ignored;
 * what is known and makes no sense is refused.
 *
 * @param endpoint the endpoint name; empty if there is none
 * @param lifetimeSeconds empty if nothing is said of it
 * @param version of LwM2M; empty if nothing is said of it
 * @param queueMode whether the device is not always reachable; empty if nothing is said of the binding
 */
public record RegistrationQuery(
        Optional<String> endpoint,
        OptionalLong lifetimeSeconds,
        Optional<String> version,
        Optional<Boolean> queueMode) {
    private static final Pattern ENDPOINT = Pattern.compile("[A-Za-z0-9_:.-]{1,64}");
    private static final Pattern LIFETIME = Pattern.compile("[0-9]{1,10}");
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,3}\\.[0-9]{1,3}");
    private static final List<String> VERSIONS = List.of("1.0", "1.1", "1.2");
    private static final Pattern BINDING = Pattern.compile("[UTSNMHQ]{1,7}");
    private static final int MOST_PARAMETERS = 32;

    /** @throws BadRequestException if something makes no sense */
    public static RegistrationQuery of(List<String> parameters) throws BadRequestException {
        Map<String, String> values = new HashMap<>();
        if (parameters.size() > MOST_PARAMETERS) {
            throw new BadRequestException("query: too many parameters (expected: at most " + MOST_PARAMETERS + ")");
        }
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            if (values.put(name, equals < 0 ? "" : parameter.substring(equals + 1)) != null) {
                throw new BadRequestException("query: a parameter twice (expected: once)");
            }
        }
        Optional<String> binding = matching(values, "b", BINDING, "letters of U, T, S, N, M, H and Q");
        boolean queue = values.containsKey("Q")
                || binding.filter(b -> b.indexOf('Q') >= 0).isPresent();
        return new RegistrationQuery(
                matching(values, "ep", ENDPOINT, "1 to 64 letters, digits, _ and -"),
                lifetime(values),
                version(values),
                binding.isPresent() || queue ? Optional.of(queue) : Optional.empty());
    }

    private static OptionalLong lifetime(Map<String, String> values) throws BadRequestException {
        Optional<String> text = matching(values, "lt", LIFETIME, "1 to 4294967295 seconds");
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        long seconds = Long.parseLong(text.get());
        if (seconds == 0 || seconds > 0xffff_ffffL) {
            throw new BadRequestException("lt: " + seconds + " (expected: 1 to 4294967295 seconds)");
        }
        return OptionalLong.of(seconds);
    }

    private static Optional<String> version(Map<String, String> values) throws BadRequestException {
        Optional<String> version = matching(values, "lwm2m", VERSION, "a version as 1.1");
        if (version.isEmpty()) {
            return version;
        }
        int known = VERSIONS.indexOf(version.get());
        if (known < 0) {
            throw new BadRequestException(
                    ResponseCode.PRECONDITION_FAILED, "lwm2m: " + version.get() + " (expected: 1.0, 1.1 or 1.2)");
        }
        return Optional.of(VERSIONS.get(known)); // one text for all devices
    }

    private static Optional<String> matching(Map<String, String> values, String name, Pattern form, String expected)
            throws BadRequestException {
        String value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!form.matcher(value).matches()) {
            throw new BadRequestException(name + ": not readable (expected: " + expected + ")");
        }
        return Optional.of(value);
    }
}
