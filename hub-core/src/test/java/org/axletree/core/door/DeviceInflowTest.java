package org.axletree.core.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

class DeviceInflowTest {

    /** The container looks up a method's transaction among the methods that the listener interface declares itself. */
    @Test
    void methods_ofAllParts_areDeclaredByTheListenerInterface() {
        assertThat(DeviceInflow.class.getMethods())
                .isNotEmpty()
                .extracting(Method::getDeclaringClass)
                .containsOnly(DeviceInflow.class);
    }
}
