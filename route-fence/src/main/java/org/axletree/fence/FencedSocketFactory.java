package org.axletree.fence;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.SocketFactory;

/**
 * Makes sockets that connect to nothing behind the fence. Drivers of databases make one of these by the name of the class and
 * without arguments, so that the fence is the process's.
 */
public final class FencedSocketFactory extends SocketFactory {
    /** Until somebody says otherwise nothing is open besides the open addresses. */
    private static volatile AddressFence fence = AddressFence.allowing(List.of());

    /** Sockets that are connected from now on obey this fence. */
    public static void obey(AddressFence other) {
        fence = other;
    }

    @Override
    public Socket createSocket() {
        return new FencedSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return createSocket(address, port);
    }

    private Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = createSocket();
        socket.connect(address);
        return socket;
    }

    private static final class FencedSocket extends Socket {
        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (!(endpoint instanceof InetSocketAddress address)) {
                throw new ClosedAddressException("address: " + endpoint + " (expected: one of the Internet)");
            }
            if (address.isUnresolved()) {
                throw new UnknownHostException(address.getHostString());
            }
            if (!fence.permits(address.getHostString(), address.getAddress())) {
                throw AddressFence.refused(address.getHostString(), address.getAddress());
            }
            super.connect(endpoint, timeout);
        }
    }
}
