package org.axletree.verification.lwm2m;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Datagrams that the system threw away because nobody had read those before them (proc_net, Linux). */
final class LostDatagrams {
    private static final List<Path> SOCKETS = List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));

    private static final int LOCAL_ADDRESS = 1;

    private LostDatagrams() {}

    /** How many since the port was opened. */
    static long at(int port) throws IOException {
        String ending = String.format(":%04X", port);
        long lost = 0;
        for (Path sockets : SOCKETS) {
            if (Files.exists(sockets)) {
                lost += Files.readAllLines(sockets).stream()
                        .map(line -> line.strip().split(" +"))
                        .filter(fields -> fields[LOCAL_ADDRESS].endsWith(ending))
                        .mapToLong(fields -> Long.parseLong(fields[fields.length - 1]))
                        .sum();
            }
        }
        return lost;
    }
}
