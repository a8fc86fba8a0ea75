package org.axletree.verification.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.axletree.verification.bench.broker.AxletreeBroker;
import org.axletree.verification.bench.load.Course;
import org.axletree.verification.bench.load.GeneratorLoop;
import org.axletree.verification.bench.load.Measurement;
import org.axletree.verification.bench.measure.Reading;
import org.axletree.verification.console.Browser;
import org.axletree.verification.harness.RunningHub;
import org.openqa.selenium.By;

/**
 * {@code ./axletree bench --console}: what a message of S2 costs the broker while three browsers look at it (all hubs, the hub, the
 * messages of a device that speaks), as a ratio to the same while they look at nothing, in turn.
 */
public final class ConsoleOpen {
    private static final int ROUNDS = 7;
    private static final Course WARM_UP = new Course(8, 0.1, 1);
    private static final Course COURSE = new Course(1.5, 4, 1);
    /** Until a page has its stream and its charts. */
    private static final long SETTLED_MILLIS = 3_000;

    private final AxletreeBroker broker;
    private final GeneratorLoop loop;
    private final Measurement scenario = Scenarios.named("S2").measurement();

    private ConsoleOpen(AxletreeBroker broker, GeneratorLoop loop) {
        this.broker = broker;
        this.loop = loop;
    }

    public static void main(String[] arguments) throws InterruptedException {
        int rounds = arguments.length == 0 ? ROUNDS : Integer.parseInt(arguments[0]);
        try (AxletreeBroker broker = new AxletreeBroker(Bench.jvmOptions());
                GeneratorLoop loop = new GeneratorLoop()) {
            RunningHub hub = broker.hub();
            String hubId =
                    hub.api().get("hubs").orThrow().json().at("/hubs/0/id").asText();
            List<String> pages = List.of(
                    "/hubs",
                    "/hub?id=" + hubId,
                    "/device?tab=messages&id=" + broker.client(0).userName());
            try (Browser one = Browser.open(hub);
                    Browser two = Browser.open(hub);
                    Browser three = Browser.open(hub)) {
                List<Browser> browsers = List.of(one, two, three);
                browsers.forEach(browser -> browser.logIn().awaitPath("/hubs"));
                new ConsoleOpen(broker, loop).measure(rounds, browsers, pages);
            }
        }
    }

    private void measure(int rounds, List<Browser> browsers, List<String> pages) throws InterruptedException {
        scenario.run(loop, broker, WARM_UP);
        List<Double> ratios = new ArrayList<>();
        System.out.printf("%n%-8s %22s %22s %8s%n", "round", "closed, CPU s/million", "open, CPU s/million", "ratio");
        for (int round = 1; round <= rounds; round++) {
            double closed;
            double open;
            if (round % 2 == 0) { // who comes first changes
                open = looking(browsers, pages);
                closed = lookingAway(browsers);
            } else {
                closed = lookingAway(browsers);
                open = looking(browsers, pages);
            }
            ratios.add(open / closed);
            System.out.printf(Locale.ROOT, "%-8d %22.3f %22.3f %8.3f%n", round, closed, open, open / closed);
        }
        System.out.println("median ratio " + Report.number(Report.median(ratios)));
    }

    private double looking(List<Browser> browsers, List<String> pages) throws InterruptedException {
        for (int i = 0; i < browsers.size(); i++) {
            browsers.get(i).go(pages.get(i)).shown(By.tagName("h1"));
        }
        return cost();
    }

    private double lookingAway(List<Browser> browsers) throws InterruptedException {
        browsers.forEach(Browser::lookAway);
        return cost();
    }

    private double cost() throws InterruptedException {
        Thread.sleep(SETTLED_MILLIS);
        Reading reading = scenario.run(loop, broker, COURSE);
        if (!reading.problems().isEmpty()) {
            throw new IllegalStateException(String.join("; ", reading.problems()));
        }
        return reading.figure(Reading.CPU).orElseThrow();
    }
}
