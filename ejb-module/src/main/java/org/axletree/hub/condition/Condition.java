package org.axletree.hub.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Objects;
import java.util.Optional;

/**
 * A condition on messages: an expression in CEL (cel.dev) over {@code topic, levels, device, qos, retain, size, json} and {@code
 * properties}. Made out at its first use, once. From any thread.
 *
 * <p>Whatever cannot be told does not hold: a field that is missing, a number that is a text, JSON where there is none.
 */
public final class Condition {
    /** Characters. */
    public static final int LONGEST = 1_000;

    private static final int MOST_OF_A_FAULT = 200;

    private final String text;
    private volatile Compiled compiled;

    /** @param json whether it asks for the payload */
    private record Compiled(CelRuntime.Program program, boolean json) {}

    /** @param text an expression that {@link #problemWith} finds nothing wrong with */
    public Condition(String text) {
        this.text = Objects.requireNonNull(text, "text");
    }

    /** What is wrong with an expression, and where; empty if nothing is, or it is empty. */
    public static Optional<String> problemWith(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            ConditionLanguage.compile(text);
            return Optional.empty();
        } catch (WrongConditionException e) {
            return Optional.of(e.getMessage());
        }
    }

    public Verdict judge(ConditionFacts facts) {
        try {
            Compiled condition = compiled();
            if (condition.json() && !facts.hasJson()) {
                return Verdict.fault("json: the payload is none that is looked into");
            }
            Object value = condition.program().eval(facts.resolver());
            return value instanceof Boolean holds
                    ? holds ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD
                    : Verdict.fault("its value is not true or false");
        } catch (CelEvaluationException | WrongConditionException fault) {
            return Verdict.fault(shown(fault.getMessage()));
        }
    }

    private Compiled compiled() throws WrongConditionException {
        Compiled known = compiled;
        if (known == null) {
            CelAbstractSyntaxTree tree = ConditionLanguage.compile(text);
            known = new Compiled(ConditionLanguage.program(tree), ConditionLanguage.asksForJson(tree));
            compiled = known;
        }
        return known;
    }

    /** Without the place, which names a file that there is not. */
    private static String shown(String message) {
        String plain = message.replaceFirst("^evaluation error(?: at <input>:\\d+)?: ", "");
        return plain.length() <= MOST_OF_A_FAULT ? plain : plain.substring(0, MOST_OF_A_FAULT - 1) + "…";
    }

    @Override
    public String toString() {
        return text;
    }
}
