package org.axletree.server.web;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.transport.TCPNIOConnectorHandler;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;

/** The other half of a connection that was handed over: to the door for devices, and what comes back from it. */
final class DoorConnector {
    private final Attribute<Connection<?>> client =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(DoorConnector.class.getName());
    private final FilterChain chain = FilterChainBuilder.stateless()
            .add(new TransportFilter())
            .add(new ToClient())
            .build();

    /** Hears whether there is a connection to the door. */
    interface Ended {
        void ended(boolean open);
    }

    /** Connects, and says what the door has to know first. */
    @SuppressWarnings({"rawtypes", "unchecked"}) // as Grizzly has it
    void connect(Connection<?> from, SocketAddress to, ByteBuffer first, Consumer<Optional<Connection<?>>> ended) {
        TCPNIOConnectorHandler.builder((TCPNIOTransport) from.getTransport())
                .processor(chain)
                .build()
                .connect(to, new EmptyCompletionHandler<Connection>() {
                    @Override
                    public void completed(Connection door) {
                        client.set(door, from);
                        ended.accept(Optional.of(door));
                        Buffer bytes = Buffers.wrap(door.getMemoryManager(), first);
                        door.write(bytes);
                        if (!from.isOpen()) { // gone before anybody knew whom to tell
                            door.closeSilently();
                        }
                    }

                    @Override
                    public void failed(Throwable refused) {
                        ended.accept(Optional.empty());
                    }
                });
    }

    /** What the door says goes to the client; nothing more is read before it is written. */
    private final class ToClient extends BaseFilter {
        @Override
        public NextAction handleRead(FilterChainContext context) throws IOException {
            return pass(context, client.get(context.getConnection()));
        }

        @Override
        public NextAction handleClose(FilterChainContext context) throws IOException {
            Connection<?> told = client.get(context.getConnection());
            if (told != null) {
                told.closeSilently();
            }
            return context.getInvokeAction();
        }
    }

    /** Writes what was read to the other half, and lets no more be read until that is done. */
    @SuppressWarnings({"rawtypes", "unchecked"}) // Grizzly's connections are of addresses of any kind
    static NextAction pass(FilterChainContext context, Connection to) {
        if (to == null) {
            context.getConnection().closeSilently();
            return context.getStopAction();
        }
        NextAction suspended = context.getSuspendAction();
        context.suspend();
        to.write(context.getMessage(), new EmptyCompletionHandler<WriteResult>() {
            @Override
            public void completed(WriteResult written) {
                context.resume(context.getStopAction());
            }

            @Override
            public void failed(Throwable gone) {
                context.getConnection().closeSilently();
                context.resume(context.getStopAction());
            }
        });
        return suspended;
    }
}
