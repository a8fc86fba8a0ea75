package org.axletree.verification.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axletree.verification.bench.broker.Broker;
import org.axletree.verification.bench.load.Publisher.TopicNumbers;
import org.axletree.verification.bench.measure.Reading;

/**
 * Many wildcard subscriptions of which each message matches exactly one: what finding it costs, in steps of so many
 * subscriptions. The reading is that of the last step; those of the others are in {@code rate_…} and {@code cpu_…}.
 */
public final class Subscriptions implements Measurement {
    private static final int PUBLISHERS = 10;
    private static final int FILTERS_IN_PACKET = 50;
    private static final int PAYLOAD = 128;
    private static final int BATCH = 10;
    private static final int WINDOW = 4_000;
    private static final int DIGITS = 7;
    /** Far apart, so that neighbours in time are not neighbours in the tree. */
    private static final long STEP = 104_729;

    private final int clients;
    private final List<Integer> steps;

    /**
     * @param clients who share the subscriptions
     * @param steps how many subscriptions, one measurement after the other
     */
    public Subscriptions(int clients, List<Integer> steps) {
        this.clients = clients;
        this.steps = List.copyOf(steps);
    }

    @Override
    public Reading run(GeneratorLoop loop, Broker broker, Course course) throws InterruptedException {
        Dialer dialer = new Dialer(loop, broker, Broker.Listener.PLAIN);
        Traffic traffic = new Traffic();
        List<Subscriber> subscribers = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            subscribers.add(new Subscriber(broker.client(i), true, 0, 0, traffic));
        }
        dialer.openAll(subscribers, clients);
        List<Reading> readings = new ArrayList<>();
        int present = 0;
        for (int step : steps) {
            int count = Math.max(clients, course.scaled(step));
            subscribe(loop, broker, subscribers, present, count);
            present = count;
            readings.add(measure(loop, broker, dialer, traffic, count, course));
        }
        loop.tell(() -> subscribers.forEach(Client::leave));
        return summary(readings);
    }

    private Reading summary(List<Reading> readings) {
        Reading last = readings.get(readings.size() - 1);
        for (int i = 0; i < readings.size(); i++) {
            Reading each = readings.get(i);
            last.with("rate_" + steps.get(i), each.figure(Reading.RATE).orElse(0));
            last.with("cpu_" + steps.get(i), each.figure(Reading.CPU).orElse(0));
            if (each != last) {
                each.problems().forEach(last::problem);
            }
        }
        return last;
    }

    /** Spreads filters over clients, each of its own number, from the number that is present up to the one that is wanted. */
    static void subscribe(
            GeneratorLoop loop, Broker broker, List<? extends Client> subscribers, int present, int wanted) {
        for (int i = 0; i < subscribers.size(); i++) {
            Client subscriber = subscribers.get(i);
            List<String> filters = new ArrayList<>();
            for (int number = present + i; number < wanted; number += subscribers.size()) {
                filters.add(String.format("%s/many/+/x%07d/#", broker.topicRoot(), number));
            }
            for (int from = 0; from < filters.size(); from += FILTERS_IN_PACKET) {
                List<String> some = filters.subList(from, Math.min(filters.size(), from + FILTERS_IN_PACKET));
                CompletableFuture<Client> granted = loop.ask(() -> subscriber.subscribe(0, some));
                GeneratorLoop.await(granted);
            }
        }
    }

    private Reading measure(GeneratorLoop loop, Broker broker, Dialer dialer, Traffic traffic, int count, Course course)
            throws InterruptedException {
        loop.tell(traffic::reset);
        List<Publisher> publishers = new ArrayList<>();
        for (int i = 0; i < PUBLISHERS; i++) {
            // Its last level is the number; the filter's # matches its parent too.
            PublishTemplate template =
                    new PublishTemplate(broker.topicRoot() + "/many/a/x0000000", 0, false, PAYLOAD, BATCH);
            publishers.add(new Publisher(
                    broker.client(clients + i),
                    i,
                    0,
                    0,
                    template,
                    new TopicNumbers(DIGITS, i * 7_919L, STEP, count),
                    traffic));
        }
        dialer.openAll(publishers, PUBLISHERS);
        Reading reading = new Window(loop, traffic, 0, 1)
                .measure(broker, new Pump(loop, publishers, traffic, BATCH, WINDOW, 1), course);
        loop.tell(() -> publishers.forEach(Client::leave));
        return reading;
    }
}
