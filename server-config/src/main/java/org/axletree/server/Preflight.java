package org.axletree.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axletree.core.home.StateDirectory;
import org.axletree.core.setting.Setting;
import org.axletree.core.setting.Settings;

/**
 * What is checked before anything is started: an operator's mistake costs them a second and a sentence, not a stack trace after
 * half a minute. Each check that fails throws a {@link StartFailure}.
 */
final class Preflight {
    private static final int DATABASE_MILLIS = 3_000;
    private static final Pattern POSTGRESQL = Pattern.compile("jdbc:postgresql://([^/:,?]+)(?::([0-9]{1,5}))?(?:/.*)?");

    private final Settings settings;

    Preflight(Settings settings) {
        this.settings = settings;
    }

    void checkSettings() {
        List<String> problems = settings.problems();
        if (!problems.isEmpty()) {
            String more = problems.size() == 1 ? "" : " — and " + (problems.size() - 1) + " more";
            throw new StartFailure(problems.get(0) + more);
        }
    }

    /** Read at the first login, where only the log would tell whoever set it. */
    void checkProvidersAuthorities() {
        Optional<String> file = settings.given(Setting.OIDC_CA);
        if (file.isEmpty()) {
            return;
        }
        Path path = Path.of(file.get()).toAbsolutePath();
        String problem = "";
        try {
            InputStream pem = new ByteArrayInputStream(Files.readAllBytes(path));
            if (CertificateFactory.getInstance("X.509")
                    .generateCertificates(pem)
                    .isEmpty()) {
                problem = "has no certificate";
            }
        } catch (NoSuchFileException missing) {
            problem = "no such file";
        } catch (IOException unreadable) {
            problem = "cannot be read";
        } catch (CertificateException wrong) {
            problem = "holds something else than certificates";
        }
        if (!problem.isEmpty()) {
            throw new StartFailure(Setting.OIDC_CA.variable() + ": " + path + ": " + problem
                    + " (expected: a file with certificates as PEM)");
        }
    }

    StateDirectory openHome() {
        try {
            return StateDirectory.at(settings.home());
        } catch (UncheckedIOException e) {
            throw new StartFailure("AXLETREE_HOME: " + e.getCause().getMessage(), e);
        }
    }

    void checkPorts() {
        for (Setting port : List.of(
                Setting.MQTT_PORT,
                Setting.MQTTS_PORT,
                Setting.WS_PORT,
                Setting.WSS_PORT,
                Setting.HTTP_PORT,
                Setting.HTTPS_PORT)) {
            checkPort(Setting.BIND, port);
        }
        checkDatagramPort(Setting.COAP_PORT);
        checkDatagramPort(Setting.COAPS_PORT);
        if (settings.given(Setting.JMS_URL).isEmpty()) {
            checkPort(Setting.JMS_BIND, Setting.JMS_PORT);
        }
    }

    /** Only whether somebody listens there: what the database says to user and password, the hub finds out. */
    void checkDatabase() {
        Matcher address = POSTGRESQL.matcher(settings.text(Setting.DB_URL));
        if (!address.matches()) {
            return;
        }
        String host = address.group(1);
        int port = address.group(2) == null ? 5432 : Integer.parseInt(address.group(2));
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), DATABASE_MILLIS);
        } catch (IOException | IllegalArgumentException e) {
            throw new StartFailure(
                    "AXLETREE_DB_URL: no database answers at " + host + ":" + port + " (" + e.getMessage() + ")", e);
        }
    }

    private void checkPort(Setting address, Setting port) {
        int number = settings.number(port);
        try (ServerSocket socket = new ServerSocket()) {
            // As the listeners do: connections of a former run that linger in the kernel are no hindrance.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(resolved(address), number));
        } catch (IOException e) {
            throw cannotOpen(address, port, e);
        }
    }

    private void checkDatagramPort(Setting port) {
        try (DatagramSocket socket =
                new DatagramSocket(new InetSocketAddress(resolved(Setting.BIND), settings.number(port)))) {
            socket.getLocalPort();
        } catch (IOException e) {
            throw cannotOpen(Setting.BIND, port, e);
        }
    }

    private StartFailure cannotOpen(Setting address, Setting port, IOException cause) {
        int number = settings.number(port);
        return new StartFailure(
                cause instanceof BindException
                        ? port.variable() + ": port " + number + " cannot be opened on " + settings.text(address) + ": "
                                + cause.getMessage() + " (expected: a free port of an address of this machine)"
                        : port.variable() + ": port " + number + ": " + cause.getMessage(),
                cause);
    }

    private InetAddress resolved(Setting address) {
        try {
            return InetAddress.getByName(settings.text(address));
        } catch (UnknownHostException e) {
            throw new StartFailure(
                    address.variable() + ": " + settings.text(address) + " (expected: "
                            + address.kind().expectation() + ")",
                    e);
        }
    }
}
