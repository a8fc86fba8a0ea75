package org.axletree.verification.harness;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One running hub for all test classes that ask for an {@link AxletreeProcess}; it is started for the first and ended after
 * the last. A test that stops or breaks a hub starts its own with {@link Axletree#fresh()}.
 */
public final class SharedAxletree implements ParameterResolver {

    /** Ends the hub together with the test run. */
    record Running(AxletreeProcess process) implements AutoCloseable {
        @Override
        public void close() {
            process.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == AxletreeProcess.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(
                        Running.class,
                        key -> new Running(Axletree.fresh()
                                .withLimit("HUBS_ON_DEDICATED_PLAN", 10_000)
                                .start()),
                        Running.class)
                .process();
    }
}
