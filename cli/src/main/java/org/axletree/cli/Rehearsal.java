package org.axletree.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.axletree.cli.terminal.Surroundings;

/**
 * Does what is done most against a server that knows nothing, when {@code axle} is built: the classes that this needs go into
 * the archive that later starts share.
 */
final class Rehearsal {
    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] nothing = "{\"total_count\":0,\"hubs\":[],\"devices\":[],\"value\":[]}".getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, nothing.length);
            exchange.getResponseBody().write(nothing);
            exchange.close();
        });
        server.start();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Surroundings surroundings = new Surroundings(
                Map.of("AXLE_URL", "http://127.0.0.1:" + server.getAddress().getPort(), "AXLE_TOKEN", "none"),
                new ByteArrayInputStream(new byte[0]),
                nowhere,
                nowhere,
                0);
        for (String command : new String[] {
            "--version",
            "--help",
            "hub list",
            "hub list -o json --query [].name",
            "device list -o csv",
            "device show x",
            "route create r --hub x --topic a",
            "az group list",
            "az iot hub show -n x"
        }) {
            Axle.run(surroundings, command.split(" "));
        }
        server.stop(0);
        System.exit(0);
    }
}
