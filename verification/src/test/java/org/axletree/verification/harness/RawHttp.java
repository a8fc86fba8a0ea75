package org.axletree.verification.harness;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A connection to a web port on which a test says what it likes, byte by byte. */
public final class RawHttp implements Closeable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;

    private RawHttp(Socket socket) {
        this.socket = socket;
    }

    public static RawHttp to(RunningHub hub) {
        return from("127.0.0.1", hub);
    }

    /** Connects from another address of the loopback network. */
    public static RawHttp from(String address, RunningHub hub) {
        try {
            Socket socket = new Socket();
            socket.bind(new InetSocketAddress(address, 0));
            socket.connect(new InetSocketAddress("127.0.0.1", hub.http("/").getPort()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new RawHttp(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On the port with TLS. */
    public static RawHttp withTls(RunningHub hub) {
        try {
            Socket socket =
                    Tls.trusting(hub).connect("localhost", hub.https("/").getPort());
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new RawHttp(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends text; a line break is CR LF where it is written {@code \r\n}. */
    public RawHttp say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** All that comes until the other side closes. */
    public String untilClosed() throws IOException {
        StringBuilder said = new StringBuilder();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[4096];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                said.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
            }
        } catch (SocketTimeoutException stillOpen) {
            throw new AssertionError("still open after " + PATIENCE_MILLIS + " ms, and said: " + said, stillOpen);
        } catch (SocketException reset) {
            // closed as well
        }
        return said.toString();
    }

    /** What comes up to and including a text. */
    public String until(String text) throws IOException {
        StringBuilder said = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (said.indexOf(text) < 0) {
            int read = in.read();
            if (read < 0) {
                throw new AssertionError("closed before it said «" + text + "»: " + said);
            }
            said.append((char) read);
        }
        return said.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
