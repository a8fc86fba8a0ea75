package org.axletree.verification.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** SECURITY.md, "What is closed": the container that the application runs in shows nothing of its own. */
@ExtendWith(SharedAxletree.class)
class SurfacesIT {
    private static final String LISTENING = "0A";

    @Test
    void pathsOfTheContainer_showNothingToStrangers(AxletreeProcess hub) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        for (String path : Set.of(
                "/metrics",
                "/metrics/base",
                "/openapi",
                "/management/domain",
                "/monitoring/domain",
                "/__asadmin/version",
                "/ejb-timer-service-app/timer",
                "/WEB-INF/web.xml")) {
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(hub.http(path)).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).as(path).isIn(302, 303, 401, 403, 404);
            assertThat(answer.body()).as(path).doesNotContainIgnoringCase("payara", "glassfish", "grizzly");
            assertThat(answer.headers().map()).as(path).doesNotContainKeys("x-powered-by", "server");
        }
    }

    /** Neither administration nor JMX, IIOP, Hazelcast or a debugger: the ports are those of the guide, and the broker's one. */
    @Test
    void portsThatAreOpen_areThoseOfTheGuide(AxletreeProcess hub) throws IOException {
        Set<Integer> open = listening(hub.pid());

        Set<Integer> ofTheGuide = Set.of(
                hub.mqttPort(),
                hub.mqttsPort(),
                hub.wsPort(),
                hub.wssPort(),
                hub.http("/").getPort(),
                hub.https("/").getPort(),
                URI.create(hub.jmsAddress()).getPort());
        assertThat(open).containsAll(ofTheGuide);
        open.removeAll(ofTheGuide);
        assertThat(open)
                .as(
                        "the broker's service, which its port mapper tells, and the door's own, which HTTPS hands connections to")
                .hasSize(2);
    }

    /** TCP ports that a process listens at: what Linux says of its sockets. */
    private static Set<Integer> listening(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        Set<String> sockets;
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            sockets = files.map(SurfacesIT::target)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.substring("socket:[".length(), target.length() - 1))
                    .collect(Collectors.toSet());
        }
        Set<Integer> ports = new TreeSet<>();
        for (String table : Set.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(process.resolve("net").resolve(table))) {
                String[] fields = line.trim().split("\\s+");
                if (fields.length > 9 && fields[3].equals(LISTENING) && sockets.contains(fields[9])) {
                    ports.add(Integer.parseInt(fields[1].substring(fields[1].lastIndexOf(':') + 1), 16));
                }
            }
        }
        return ports;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
