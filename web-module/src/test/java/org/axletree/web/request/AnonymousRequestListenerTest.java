package org.axletree.web.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.annotation.WebListener;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.ProblemException;
import org.junit.jupiter.api.Test;

class AnonymousRequestListenerTest {
    @Test
    void request_isNobodys_beforeAnyFilterSawIt() {
        assertThat(AnonymousRequestListener.class.getAnnotation(WebListener.class))
                .as("the container knows it by that")
                .isNotNull();
        try (Caller.Asking before = Caller.hub().asks()) {
            new AnonymousRequestListener().requestInitialized(null);

            assertThatThrownBy(() -> Caller.requireChange("device")).isInstanceOf(ProblemException.class);
            assertThat(Caller.current().sees("any")).isFalse();
        }
    }
}
