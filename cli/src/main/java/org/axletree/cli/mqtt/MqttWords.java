package org.axletree.cli.mqtt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.axletree.cli.command.Call;
import org.axletree.cli.command.Word;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Pause;
import org.axletree.cli.terminal.Status;

/** {@code axle pub} and {@code axle sub}, with mosquitto's options. */
public final class MqttWords {
    private MqttWords() {}

    public static Word pub() {
        return Broker.options(Word.of("pub", "Says something over MQTT.", MqttWords::publish))
                .option("On which topic.", "-t", "--topic")
                .option("The message.", "-m", "--message")
                .option("A file with the message.", "-f", "--file")
                .flag("Nothing, which takes a retained message away.", "-n", "--null-message")
                .flag("The message is standard input.", "-s", "--stdin-file")
                .flag("Each line of standard input is a message.", "-l", "--stdin-line")
                .flag("As a retained message.", "-r", "--retain")
                .option("So many times.", "--repeat")
                .option("Seconds between.", "--repeat-delay");
    }

    public static Word sub() {
        return Broker.options(Word.of("sub", "Hears what is said over MQTT.", MqttWords::subscribe))
                .list("A topic filter; may be there several times.", "-t", "--topic")
                .list("Topics that match are not shown.", "-T", "--filter-out")
                .option("Ends after so many messages.", "-C", "--count")
                .option("Ends after so many seconds.", "-W", "--timeout")
                .flag("Shows the topic before the message.", "-v", "--verbose")
                .flag("No end of line after a message.", "-N", "--no-eol")
                .flag("Shows no retained messages.", "-R", "--no-retained")
                .flag("Ends once the filters are granted.", "-E", "--exit-after-subscribe")
                .option(
                        "How: %t topic, %p payload, %x payload in hex, %q QoS, %r retained, %l length, %I time, %j JSON.",
                        "-F", "--format");
    }

    private static Status publish(Call call) {
        int times = call.number("--repeat").orElse(1);
        double pause = call.seconds("--repeat-delay").orElse(0.0);
        Broker broker = Broker.of(call);
        String topic = call.text("--topic")
                .or(broker::urlTopic)
                .map(Topics::topic)
                .orElseThrow(() -> Failure.missing("--topic"));
        int qos = qos(call);
        boolean retain = call.flag("--retain");
        List<Map.Entry<String, String>> properties = properties(call);
        List<byte[]> payloads = new ArrayList<>();
        if (call.flag("--null-message")) {
            payloads.add(new byte[0]);
        } else if (call.flag("--stdin-file")) {
            payloads.add(call.surroundings().bytes(Path.of("-")));
        } else if (call.written("--file").isPresent()) {
            payloads.add(
                    call.surroundings().bytes(Path.of(call.written("--file").get())));
        } else if (call.written("--message").isPresent()) {
            payloads.add(call.written("--message").get().getBytes(StandardCharsets.UTF_8));
        } else if (!call.flag("--stdin-line")) {
            throw Failure.usage("there is nothing to say (expected: -m, -f, -l, -s or -n)");
        }
        Line line = Line.to(broker);
        Outcome.await(line.connect(), broker);
        if (call.flag("--stdin-line")) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(call.surroundings().in(), StandardCharsets.UTF_8));
            try {
                for (String each = lines.readLine(); each != null; each = lines.readLine()) {
                    Outcome.await(
                            line.publish(topic, each.getBytes(StandardCharsets.UTF_8), qos, retain, properties),
                            broker);
                }
            } catch (IOException closed) {
                throw Failure.failed("standard input cannot be read");
            }
        }
        for (int i = 0; i < times; i++) {
            for (byte[] payload : payloads) {
                Outcome.await(line.publish(topic, payload, qos, retain, properties), broker);
            }
            if (i + 1 < times && pause > 0) {
                Pause.millis((long) (pause * 1000));
            }
        }
        Outcome.await(line.disconnect(), broker);
        return Status.DONE;
    }

    private static Status subscribe(Call call) {
        Broker broker = Broker.of(call);
        List<String> filters = new ArrayList<>(call.all("--topic"));
        if (filters.isEmpty()) {
            broker.urlTopic().ifPresent(filters::add);
        }
        if (filters.isEmpty()) {
            throw Failure.missing("--topic");
        }
        filters.forEach(Topics::filter);
        int qos = qos(call);
        call.number("--timeout"); // a wrong one is told before anything is heard
        int most = call.number("--count", 1, Integer.MAX_VALUE).orElse(Integer.MAX_VALUE);
        CountDownLatch enough = new CountDownLatch(1);
        int[] heard = {0};
        List<String> hidden = call.all("--filter-out");
        Line line = Line.to(broker);
        line.hear(message -> {
            synchronized (heard) {
                if (heard[0] >= most
                        || hidden.stream().anyMatch(filter -> matches(filter, message.topic()))
                        || call.flag("--no-retained") && message.retained()) {
                    return;
                }
                print(call, message);
                heard[0]++;
                if (heard[0] >= most || call.surroundings().out().areLost()) {
                    enough.countDown();
                }
            }
        });
        Outcome.await(line.connect(), broker);
        for (String filter : filters) {
            Outcome.await(line.subscribe(filter, qos, call.flag("--no-retained")), broker);
        }
        if (call.flag("--debug")) {
            call.surroundings().note("Subscribed");
        }
        if (!call.flag("--exit-after-subscribe") && !waits(call, line, enough)) {
            line.disconnect();
            throw new Failure(Status.TIMED_OUT, "no more messages came in time");
        }
        Outcome.await(line.disconnect(), broker);
        return Status.DONE;
    }

    /** Whether enough came before the time was over. */
    private static boolean waits(Call call, Line line, CountDownLatch enough) {
        Optional<Integer> seconds = call.number("--timeout");
        long end = System.nanoTime() + seconds.orElse(0) * 1_000_000_000L;
        try {
            while (!enough.await(100, TimeUnit.MILLISECONDS)) {
                if (seconds.isPresent() && System.nanoTime() > end) {
                    return false;
                }
                if (!line.isConnected()) {
                    throw Failure.failed("the server closed the connection");
                }
            }
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Failure(Status.INTERRUPTED, "interrupted");
        }
    }

    private static void print(Call call, Line.Heard message) {
        PrintStream out = call.surroundings().out();
        Optional<String> format = call.written("--format");
        if (format.isPresent()) {
            byte[] text = formatted(format.get(), message).getBytes(StandardCharsets.UTF_8);
            out.write(text, 0, text.length);
        } else {
            if (call.flag("--verbose")) {
                out.print(message.topic() + " ");
            }
            out.write(message.payload(), 0, message.payload().length);
        }
        if (!call.flag("--no-eol")) {
            out.println();
        }
        out.flush();
    }

    private static String formatted(String format, Line.Heard message) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char at = format.charAt(i);
            if (at == '\\' && i + 1 < format.length()) {
                char next = format.charAt(++i);
                text.append(next == 'n' ? "\n" : next == 't' ? "\t" : String.valueOf(next));
            } else if (at == '%' && i + 1 < format.length()) {
                text.append(
                        switch (format.charAt(++i)) {
                            case 't' -> message.topic();
                            case 'p' -> new String(message.payload(), StandardCharsets.UTF_8);
                            case 'x' -> HexFormat.of().formatHex(message.payload());
                            case 'X' -> HexFormat.of().withUpperCase().formatHex(message.payload());
                            case 'q' -> String.valueOf(message.qos());
                            case 'r' -> message.retained() ? "1" : "0";
                            case 'l' -> String.valueOf(message.payload().length);
                            case 'I', 'U' -> Instant.now().toString();
                            case 'j' -> json(message);
                            case 'P' ->
                                String.join(
                                        " ",
                                        message.properties().stream()
                                                .map(each -> each.getKey() + ":" + each.getValue())
                                                .toList());
                            case '%' -> "%";
                            default ->
                                throw Failure.usage(
                                        "--format " + format + " was wrong (expected: %t, %p, %x, %q, %r, %l, %I, %j)");
                        });
            } else {
                text.append(at);
            }
        }
        return text.toString();
    }

    private static String json(Line.Heard message) {
        return jakarta.json.Json.createObjectBuilder()
                .add("tst", Instant.now().toString())
                .add("topic", message.topic())
                .add("qos", message.qos())
                .add("retain", message.retained() ? 1 : 0)
                .add("payloadlen", message.payload().length)
                .add("payload", new String(message.payload(), StandardCharsets.UTF_8))
                .build()
                .toString();
    }

    /** A topic filter of MQTT. */
    private static boolean matches(String filter, String topic) {
        String[] wanted = filter.split("/", -1);
        String[] levels = topic.split("/", -1);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("#")) {
                return true;
            }
            if (i >= levels.length || !wanted[i].equals("+") && !wanted[i].equals(levels[i])) {
                return false;
            }
        }
        return wanted.length == levels.length;
    }

    private static int qos(Call call) {
        return call.number("--qos", 0, 2).orElse(0);
    }

    private static List<Map.Entry<String, String>> properties(Call call) {
        List<Map.Entry<String, String>> properties = new ArrayList<>();
        List<String> words = call.all("--property");
        for (int i = 0; i < words.size(); i += 4) {
            if (i + 3 >= words.size() || !words.get(i + 1).equals("user-property")) {
                throw Failure.usage("--property was wrong (expected: PUBLISH user-property NAME VALUE)");
            }
            properties.add(Map.entry(words.get(i + 2), words.get(i + 3)));
        }
        return properties;
    }
}
