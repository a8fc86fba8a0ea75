package org.axletree.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.junit.jupiter.api.Test;

class ErrorAnswerTest {
    @Test
    void servletsOfTheConsole_tellWhatIsForbidden_fromWhatIsNotThere() throws IOException {
        assertThat(statusOf(new Problem.NotFound("hub", "h"))).isEqualTo(404);
        assertThat(statusOf(new Problem.PermissionsDenied("hub", "read"))).isEqualTo(403);
        assertThat(statusOf(new Problem.Unavailable("the database is away"))).isEqualTo(503);
    }

    private static int statusOf(Problem problem) throws IOException {
        List<Object> sent = new ArrayList<>();
        HttpServletResponse response = (HttpServletResponse) Proxy.newProxyInstance(
                ErrorAnswerTest.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, given) -> {
                    sent.add(given[0]);
                    return null;
                });
        ErrorAnswer.send(response, new ProblemException(problem));
        return (int) sent.get(0);
    }
}
