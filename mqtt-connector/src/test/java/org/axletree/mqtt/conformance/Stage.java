package org.axletree.mqtt.conformance;

import java.util.concurrent.atomic.AtomicInteger;
import org.axletree.mqtt.adapter.TestDoor;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Opens a door for a class, and gives each test its {@link Scene}. */
final class Stage implements BeforeAllCallback, AfterAllCallback, AfterEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace STAGE = ExtensionContext.Namespace.create(Stage.class);
    private static final AtomicInteger HUBS = new AtomicInteger();

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getStore(STAGE).put(TestDoor.class, new TestDoor());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        context.getStore(STAGE).remove(TestDoor.class, TestDoor.class).close();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        Scene scene = context.getStore(STAGE).remove(Scene.class, Scene.class);
        if (scene != null) {
            scene.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Scene.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestDoor door = context.getStore(STAGE).get(TestDoor.class, TestDoor.class);
        Scene scene = new Scene(door, "hub" + HUBS.incrementAndGet());
        context.getStore(STAGE).put(Scene.class, scene);
        return scene;
    }
}
