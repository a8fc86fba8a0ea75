package org.axletree.verification.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.ConsoleSession;
import org.axletree.verification.harness.DeviceTable;
import org.axletree.verification.harness.Fleet.Hub;
import org.axletree.verification.harness.OwnersPki;

/**
 * {@code ./axletree bench --lists}: lists of a hub with ten thousand devices (or as many as are said after it), over the API and
 * in the console's table, as a ratio to the same of a hub with a hundred: pages, orders, filters, and the search for a name.
 */
public final class Lists {
    private static final int FEW = 100;
    private static final int MANY = 10_000;
    private static final int BATCH = 1_000;
    private static final int ROUNDS = 30;
    private static final int WARM_UP = 30;
    private static final int ROWS = 20;

    private final Api api;
    private final Map<String, Consumer<Hub>> questions = new LinkedHashMap<>();
    private final Map<Hub, Integer> sizes = new LinkedHashMap<>();

    private Lists(AxletreeProcess process) {
        this.api = process.api();
        ConsoleSession console = new ConsoleSession(process);
        listed("first page", "");
        listed("100 a page", "&page_size=100");
        questions.put("last page", hub -> list(hub, "&page=" + sizes.get(hub) / ROWS));
        listed("latest first", "&order_by=updated_at_desc");
        listed("by name", "&order_by=name_asc");
        listed("filter: allow_insecure", "&allow_insecure=true");
        listed("filter: status", "&status=enabled");
        listed("name: one device", "&name=device-00042");
        listed("name: every device", "&name=DEVICE");
        listed("name: none", "&name=nobody");
        questions.put("the hub's page in the console", hub -> console.open("/hub?id=" + hub.id()));
        shown(process, "table: next page", (table, hub) -> table.turnTo(2));
        shown(process, "table: last page", (table, hub) -> table.turnTo(sizes.get(hub) / ROWS));
        shown(process, "table: by name, down", (table, hub) -> table.sort("name", false));
        shown(process, "table: by state", (table, hub) -> table.sort("status", true));
        shown(process, "table: by security, down", (table, hub) -> table.sort("allow_insecure", false));
        shown(process, "table: insecure allowed", (table, hub) -> table.show("security=insecure"));
        shown(process, "table: enabled", (table, hub) -> table.show("enabled=yes"));
        shown(process, "table: disabled (none)", (table, hub) -> table.show("enabled=no"));
        shown(process, "table: find one device", (table, hub) -> table.search("device-00042"));
        shown(process, "table: find every device", (table, hub) -> table.search("DEVICE"));
        shown(process, "table: last seen first", (table, hub) -> table.sort("last_activity_at", false));
        shown(process, "table: connected (none)", (table, hub) -> table.show("connected=yes"));
        shown(process, "table: not connected", (table, hub) -> table.show("connected=no"));
        shown(process, "table: ends within a week (none)", (table, hub) -> table.show("ends=week"));
        shown(process, "table: find none", (table, hub) -> table.search("nobody"));
    }

    public static void main(String[] arguments) {
        int devices = arguments.length == 0 ? MANY : Integer.parseInt(arguments[0]);
        try (AxletreeProcess process = Axletree.fresh()
                .withJvmOptions(Bench.jvmOptions())
                .withLimit("DEVICES_PER_HUB", devices)
                .start()) {
            Lists lists = new Lists(process);
            Hub few = lists.fill(process, FEW);
            Hub many = lists.fill(process, devices);
            System.out.printf(
                    "%n%-32s %14s %14s %8s%n",
                    "median, ms", "100 devices", String.format(Locale.ROOT, "%,d", devices), "ratio");
            lists.questions.forEach((name, question) -> lists.measure(name, question, few, many));
        }
    }

    /** Devices of a hub whose owner brought an authority: nobody has to make keys for them. */
    private Hub fill(AxletreeProcess process, int devices) {
        System.out.println("Making " + devices + " devices");
        Hub hub = process.fleet().hub();
        OwnersPki pki = new OwnersPki();
        String authority = pki.root("ca").replace("\n", "\\n");
        String proof = pki.leaf("proof", hub.id(), "ca").replace("\n", "\\n");
        api.post("hubs/" + hub.id() + "/disable", "{}").orThrow();
        api.post(
                        "hubs/" + hub.id() + "/ca",
                        "{\"ca_cert_pem\":\"" + authority + "\",\"challenge_cert_pem\":\"" + proof + "\"}")
                .orThrow();
        api.post("hubs/" + hub.id() + "/enable", "{}").orThrow();
        for (int from = 0; from < devices; from += BATCH) {
            String batch = IntStream.range(from, Math.min(devices, from + BATCH))
                    .mapToObj(i -> String.format(
                            Locale.ROOT, "{\"name\":\"device-%05d\",\"allow_insecure\":%b}", i, i % 5 == 0))
                    .collect(Collectors.joining(","));
            JsonNode made = api.post(
                            "hubs/" + hub.id() + "/imports", "{\"source\":\"bench\",\"devices\":[" + batch + "]}")
                    .orThrow()
                    .json();
            if (!made.path("skipped").isEmpty()) {
                throw new IllegalStateException("a device was not made: " + made.at("/skipped/0"));
            }
        }
        sizes.put(hub, devices);
        return hub;
    }

    private void listed(String name, String query) {
        questions.put(name, hub -> list(hub, query));
    }

    /** Done to the table on a page that is open; each question has a page and a session to itself, as a person has. */
    private void shown(AxletreeProcess process, String name, BiConsumer<DeviceTable, Hub> step) {
        Map<Hub, DeviceTable> open = new HashMap<>();
        questions.put(
                name,
                hub -> step.accept(
                        open.computeIfAbsent(hub, here -> new ConsoleSession(process).devices(here.id())), hub));
    }

    private void list(Hub hub, String query) {
        api.get("devices?hub_id=" + hub.id() + query).orThrow();
    }

    private void measure(String name, Consumer<Hub> question, Hub few, Hub many) {
        for (int i = 0; i < WARM_UP; i++) {
            question.accept(few);
            question.accept(many);
        }
        double[] ofFew = new double[ROUNDS];
        double[] ofMany = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            ofFew[i] = time(question, few);
            ofMany[i] = time(question, many);
        }
        double low = median(ofFew);
        double high = median(ofMany);
        System.out.printf(Locale.ROOT, "%-32s %14.2f %14.2f %8.2f%n", name, low, high, high / low);
    }

    private static double time(Consumer<Hub> question, Hub hub) {
        long begin = System.nanoTime();
        question.accept(hub);
        return (System.nanoTime() - begin) / 1e6;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
