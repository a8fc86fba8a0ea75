package org.axletree.verification.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What was asked for on the command line.
 *
 * @param warmSeconds of each run, before its measurement
 * @param seconds of each measurement
 * @param scale share of a scenario's connections and stored messages to use, for a quick look
 * @param peers whether Mosquitto, and OpenMQ for R0 to R100, are measured too
 * @param json where to write every reading
 */
record BenchOptions(
        List<Scenario> scenarios,
        int rounds,
        double warmSeconds,
        double seconds,
        double scale,
        boolean peers,
        Optional<Path> json) {

    static final String USAGE =
            """
            Usage: ./axletree bench [options]
              --scenarios S1,S2   which ones (default: all)
              --rounds 3          how often each
              --warm 1.5          seconds before each measurement
              --seconds 2         seconds of each measurement
              --scale 1           share of the connections and stored messages, for a quick look
              --alone             without Mosquitto and OpenMQ
              --json FILE         writes every reading as a line of JSON
              --curves            how cost grows with subscriptions, connections, payload and hubs, instead
                                  (with --scenarios others10,others10000: these points of it)
                   or: ./axletree bench --handshakes   a storm of mutual TLS, beside bare handshakes
                   or: ./axletree bench --lists [100000]   lists of 10,000 devices, or so many, beside those of 100
                   or: ./axletree bench --console [7]  what a message costs while three browsers look, in so many rounds
                   or: ./axletree bench --dialects     devices of Azure's and Huawei's dialects, beside Scaleway's
                                  (with --scenarios report/huawei,login/azure: these lines of it)
                   or: ./axletree bench --routes       a route among a thousand, and routes beside dead ones
                   or: ./axletree bench --targets [rest s3]  what routes drain into targets, beside bare loops of their clients
                   or: ./axletree bench --lwm2m        2,000 LwM2M devices that register and update, beside Leshan's server
                   or: ./axletree bench --micro [NAME] [options of JMH]
            """;

    static BenchOptions parse(String... arguments) {
        return parse(Scenarios.ALL, arguments);
    }

    /** @param table of what there is to ask for */
    static BenchOptions parse(List<Scenario> table, String... arguments) {
        Parser parser = new Parser(arguments);
        BenchOptions options = new BenchOptions(
                scenarios(parser, parser.flag("--curves") ? Curves.all() : table),
                (int) parser.number("--rounds", 3, 1, 1_000),
                parser.number("--warm", 1.5, 0, 600),
                parser.number("--seconds", 2, 0.1, 600),
                parser.number("--scale", 1, 0.001, 1),
                !parser.flag("--alone"),
                parser.value("--json").map(Path::of));
        parser.end();
        return options;
    }

    private static List<Scenario> scenarios(Parser parser, List<Scenario> table) {
        return parser.value("--scenarios")
                .map(names -> Arrays.stream(names.split(","))
                        .map(name -> Scenarios.named(name, table))
                        .toList())
                .orElse(table);
    }

    private static final class Parser {
        private final String[] arguments;
        private final boolean[] used;

        Parser(String... arguments) {
            this.arguments = arguments;
            this.used = new boolean[arguments.length];
        }

        boolean flag(String name) {
            int at = Arrays.asList(arguments).indexOf(name);
            if (at >= 0) {
                used[at] = true;
            }
            return at >= 0;
        }

        Optional<String> value(String name) {
            if (!flag(name)) {
                return Optional.empty();
            }
            int at = Arrays.asList(arguments).indexOf(name) + 1;
            if (at == arguments.length) {
                throw new IllegalArgumentException(name + ": nothing (expected: a value)");
            }
            used[at] = true;
            return Optional.of(arguments[at]);
        }

        double number(String name, double standard, double least, double most) {
            Optional<String> text = value(name);
            if (text.isEmpty()) {
                return standard;
            }
            try {
                double number = Double.parseDouble(text.get());
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Refused below, as a number out of bounds is.
            }
            throw new IllegalArgumentException(name + ": " + text.get() + " (expected: " + least + " to " + most + ")");
        }

        void end() {
            for (int i = 0; i < arguments.length; i++) {
                if (!used[i]) {
                    throw new IllegalArgumentException(arguments[i] + ": not an option");
                }
            }
        }
    }
}
