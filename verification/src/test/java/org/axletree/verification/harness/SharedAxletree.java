package org.axletree.verification.harness;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One running hub for all test classes of a process that ask for an {@link AxletreeProcess}; it is started for the first and ends
 * with the process. The classes are given to two processes, one after the other: whichever is free takes the next. A test that
 * stops or breaks a hub starts its own with {@link Axletree#fresh()}.
 */
public final class SharedAxletree implements ParameterResolver {
    private static AxletreeProcess running;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == AxletreeProcess.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running();
    }

    private static synchronized AxletreeProcess running() {
        if (running == null) {
            // Not kept for the class alone: each class is a run of its own for JUnit, where there are several
            // processes.
            running = Axletree.fresh()
                    .compiledWell()
                    .withLimit("HUBS_ON_DEDICATED_PLAN", 10_000)
                    .start();
        }
        return running;
    }
}
