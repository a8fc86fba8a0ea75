package org.axletree.verification.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the system says of the sockets of this machine (proc_net, Linux). */
public final class KernelSockets {
    private static final List<Path> SOCKETS = List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));
    private static final Path SETTINGS = Path.of("/proc/sys/net/ipv4");
    private static final int LOCAL_ADDRESS = 1;

    private KernelSockets() {}

    /** Datagrams that it threw away since the port was opened, because nobody had read those before them. */
    public static long lostDatagrams(int port) throws IOException {
        return datagramSockets()
                .filter(row -> isAt(row[LOCAL_ADDRESS], port))
                .mapToLong(row -> Long.parseLong(row[row.length - 1]))
                .sum();
    }

    /** Bytes that it keeps at most of what one side of a TCP connection said: where that sends, and where the other side receives. */
    public static long mostBytesOfAConnection() throws IOException {
        return most("tcp_wmem") + most("tcp_rmem");
    }

    private static long most(String buffer) throws IOException {
        String leastUsualMost = Files.readAllLines(SETTINGS.resolve(buffer)).get(0);
        return Long.parseLong(leastUsualMost.split("\\s+")[2]);
    }

    private static boolean isAt(String address, int port) {
        return address.endsWith(String.format(":%04X", port));
    }

    /** Of IPv4 and IPv6, without their heads. */
    private static Stream<String[]> datagramSockets() throws IOException {
        Stream<String[]> rows = Stream.empty();
        for (Path file : SOCKETS) {
            if (Files.exists(file)) {
                rows = Stream.concat(
                        rows, Files.readAllLines(file).stream().skip(1).map(line -> line.strip()
                                .split(" +")));
            }
        }
        return rows;
    }
}
