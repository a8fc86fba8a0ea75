package org.axletree.web.rest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.axletree.hub.registry.route.DeliveryPolicy;
import org.axletree.hub.registry.route.DeliveryPolicy.WhenFull;

/** What a request changes of how a route delivers: what is absent stays. */
record DeliveryChange(
        Optional<Integer> firstPause,
        Optional<Integer> maxPause,
        Optional<Integer> maxAttempts,
        Optional<Integer> maxAge,
        Optional<Integer> backlog,
        Optional<Long> backlogBytes,
        Optional<WhenFull> whenFull,
        Optional<Integer> batch,
        Optional<String> onDead)
        implements UnaryOperator<DeliveryPolicy> {

    static UnaryOperator<DeliveryPolicy> read(JsonBody json) {
        return new DeliveryChange(
                number(json, "first_pause_ms"),
                number(json, "max_pause_ms"),
                number(json, "max_attempts"),
                number(json, "max_age_seconds"),
                number(json, "backlog_messages"),
                json.count("backlog_bytes"),
                whenFull(json),
                number(json, "batch"),
                json.text("on_dead"));
    }

    private static Optional<Integer> number(JsonBody json, String field) {
        return json.count(field).map(count -> (int) Math.min(count, Integer.MAX_VALUE));
    }

    private static Optional<WhenFull> whenFull(JsonBody json) {
        Optional<String> word = json.text("when_full");
        Optional<WhenFull> known = word.flatMap(given -> Arrays.stream(WhenFull.values())
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(given))
                .findFirst());
        if (word.isPresent() && known.isEmpty()) {
            json.problem("when_full", "constraint", "no such policy (expected: hold or drop_oldest)");
        }
        return known;
    }

    @Override
    public DeliveryPolicy apply(DeliveryPolicy policy) {
        return new DeliveryPolicy(
                firstPause.orElse(policy.firstPauseMillis()),
                maxPause.orElse(policy.maxPauseMillis()),
                maxAttempts.orElse(policy.maxAttempts()),
                maxAge.orElse(policy.maxAgeSeconds()),
                backlog.orElse(policy.backlogMessages()),
                backlogBytes.orElse(policy.backlogBytes()),
                whenFull.orElse(policy.whenFull()),
                batch.orElse(policy.batch()),
                onDead.orElse(policy.onDead()));
    }
}
