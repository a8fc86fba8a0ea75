package org.axletree.verification.bench.lwm2m;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.leshan.core.endpoint.Protocol;
import org.eclipse.leshan.server.LeshanServer;
import org.eclipse.leshan.server.LeshanServerBuilder;
import org.eclipse.leshan.server.californium.endpoint.CaliforniumServerEndpointsProvider;

/** The smallest server that Leshan's library makes, in a process of its own: registrations are kept in memory, nobody is asked. */
final class LeshanServerProcess implements AutoCloseable {
    private static final String READY = "ready";

    private final Process process;

    private LeshanServerProcess(Process process) {
        this.process = process;
    }

    static LeshanServerProcess start(int port, List<String> jvmOptions) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java"));
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                LeshanServerProcess.class.getName(),
                Integer.toString(port)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        while (true) {
            String line = process.inputReader().readLine();
            if (line == null) {
                throw new IOException("Leshan's server: ended (expected: that it says " + READY + ")");
            }
            if (line.equals(READY)) {
                return new LeshanServerProcess(process);
            }
        }
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** @param arguments the port */
    public static void main(String[] arguments) {
        CaliforniumServerEndpointsProvider.Builder endpoints = new CaliforniumServerEndpointsProvider.Builder();
        endpoints.addEndpoint(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), Protocol.COAP);
        LeshanServer server = new LeshanServerBuilder()
                .setEndpointsProviders(endpoints.build())
                .build();
        server.start();
        System.out.println(READY);
    }
}
