package org.axletree.mqtt.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One row of {@code packets.txt} for one version. */
record PacketRow(Version version, boolean first, List<String> statements, String what, byte[] bytes, String answer) {
    private static final Pattern TOKEN = Pattern.compile("\"([^\"]*)\"|'([^']*)'|([*])|([0-9a-f]+)");

    static List<PacketRow> all() throws IOException {
        List<PacketRow> rows = new ArrayList<>();
        boolean first = false;
        for (String line : resource("packets.txt")) {
            if (line.startsWith("---")) {
                first = line.endsWith("connect");
            } else if (!line.isBlank() && !line.startsWith("#")) {
                String[] cells = line.split("\\s*\\|\\s*");
                List<String> statements = cells[1].equals("-") ? List.of() : List.of(cells[1].split(", "));
                for (char version : cells[0].strip().toCharArray()) {
                    rows.add(new PacketRow(
                            version == '3' ? Version.V3 : Version.V5,
                            first,
                            statements,
                            cells[2],
                            bytes(cells[3]),
                            cells[4].strip()));
                }
            }
        }
        return rows;
    }

    /** The lines of a resource beside this class. */
    static List<String> resource(String name) throws IOException {
        try (InputStream in = PacketRow.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static byte[] bytes(String text) {
        Bytes all = new Bytes();
        for (String packet : text.split(" / ")) {
            Bytes head = new Bytes();
            Bytes body = head;
            boolean counted = false;
            Matcher token = TOKEN.matcher(packet);
            while (token.find()) {
                if (token.group(1) != null) {
                    body.string(token.group(1));
                } else if (token.group(2) != null) {
                    body.raw(token.group(2).getBytes(StandardCharsets.US_ASCII));
                } else if (token.group(3) != null) {
                    counted = true;
                    body = new Bytes();
                } else {
                    body.raw(HexFormat.of().parseHex(token.group(4)));
                }
            }
            all.raw(counted ? body.packet(head.get()[0]) : head.get());
        }
        return all.get();
    }

    @Override
    public String toString() {
        return version + (first ? ", first: " : ": ") + what + " " + statements;
    }
}
