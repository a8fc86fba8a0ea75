package org.axletree.verification.bench.lwm2m;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.axletree.verification.harness.MainProcess;
import org.eclipse.leshan.core.endpoint.Protocol;
import org.eclipse.leshan.core.request.ContentFormat;
import org.eclipse.leshan.core.request.ObserveRequest;
import org.eclipse.leshan.server.LeshanServer;
import org.eclipse.leshan.server.LeshanServerBuilder;
import org.eclipse.leshan.server.californium.endpoint.CaliforniumServerEndpointsProvider;
import org.eclipse.leshan.server.registration.Registration;
import org.eclipse.leshan.server.registration.RegistrationListener;
import org.eclipse.leshan.server.registration.RegistrationUpdate;

/** A server of Leshan's, in a process of its own: registrations are kept in memory, nobody is asked. */
final class LeshanServerProcess implements AutoCloseable {
    private final MainProcess process;

    /** What it does. */
    enum Kind {
        /** The smallest server that the library makes: takes registrations, and nothing besides. */
        BARE("leshan") {
            @Override
            void start(int port) {
                server(port).start();
            }
        },
        /** The same, which observes each device that registers, as Axletree does. */
        OBSERVING("observing") {
            @Override
            void start(int port) {
                LeshanServer server = server(port);
                server.getRegistrationService().addListener(new Observation(server));
                server.start();
            }
        },
        /** The demonstration server as it is: with a page, and an event for each thing that happens. */
        DEMO("demo") {
            @Override
            void start(int port) throws ReflectiveOperationException {
                Class.forName(DEMO_SERVER).getMethod("main", String[].class).invoke(null, (Object) new String[] {
                    "-lh",
                    "127.0.0.1",
                    "-lp",
                    Integer.toString(port),
                    "-slh",
                    "127.0.0.1",
                    "-slp",
                    "0",
                    "-wh",
                    "127.0.0.1",
                    "-wp",
                    "0"
                });
            }
        };

        private static final String DEMO_SERVER = "org.eclipse.leshan.server.demo.LeshanServerDemo";

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        abstract void start(int port) throws ReflectiveOperationException;

        String title() {
            return title;
        }

        /** Whether it is on the class path. */
        boolean isThere() {
            return this != DEMO
                    || LeshanServerProcess.class.getClassLoader().getResource(DEMO_SERVER.replace('.', '/') + ".class")
                            != null;
        }

        private static LeshanServer server(int port) {
            CaliforniumServerEndpointsProvider.Builder endpoints = new CaliforniumServerEndpointsProvider.Builder();
            endpoints.addEndpoint(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Protocol.COAP);
            return new LeshanServerBuilder()
                    .setEndpointsProviders(endpoints.build())
                    .build();
        }
    }

    /** Observes each device that registers. */
    private record Observation(LeshanServer server) implements RegistrationListener {
        private static final int BINARY_OBJECT = 19;

        @Override
        public void registered(
                Registration registration,
                Registration previous,
                Collection<org.eclipse.leshan.core.observation.Observation> observed) {
            server.send(
                    registration,
                    new ObserveRequest(ContentFormat.OPAQUE, BINARY_OBJECT, 0, 0),
                    answer -> {
                        if (!answer.isSuccess()) {
                            throw new IllegalStateException("observation: " + answer + " (expected: that it is taken)");
                        }
                    },
                    failure -> {
                        throw new IllegalStateException(failure);
                    });
        }

        @Override
        public void updated(RegistrationUpdate update, Registration now, Registration before) {
            // What is observed stays so.
        }

        @Override
        public void unregistered(
                Registration registration,
                Collection<org.eclipse.leshan.core.observation.Observation> observed,
                boolean expired,
                Registration next) {
            // The library ends what is observed.
        }
    }

    private LeshanServerProcess(MainProcess process) {
        this.process = process;
    }

    static LeshanServerProcess start(Kind kind, int port, List<String> jvmOptions, Path directory) {
        return new LeshanServerProcess(MainProcess.start(
                LeshanServerProcess.class, jvmOptions, directory, kind.name(), Integer.toString(port)));
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
    }

    /** @param arguments what it does, and the port */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Kind.valueOf(arguments[0]).start(Integer.parseInt(arguments[1]));
        MainProcess.ready(arguments[1]);
    }
}
