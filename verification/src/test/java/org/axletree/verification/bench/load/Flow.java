package org.axletree.verification.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axletree.verification.bench.broker.Broker;
import org.axletree.verification.bench.load.Publisher.TopicNumbers;
import org.axletree.verification.bench.measure.Reading;

/** Publishers and subscribers: what a message costs, and how long it takes. */
public final class Flow implements Measurement {
    private static final int CONNECTING_AT_ONCE = 50;
    private static final int UNACKNOWLEDGED = 20;

    private final FlowPlan plan;

    public Flow(FlowPlan plan) {
        this.plan = plan;
    }

    @Override
    public Reading run(GeneratorLoop loop, Broker broker, Course course) throws InterruptedException {
        Traffic traffic = new Traffic();
        Dialer dialer = new Dialer(loop, broker, plan.listener());
        List<Subscriber> subscribers = subscribers(broker, traffic);
        List<Publisher> publishers = publishers(broker, traffic);
        try {
            dialer.openAll(subscribers, CONNECTING_AT_ONCE);
            subscribe(loop, broker, subscribers);
            dialer.openAll(publishers, CONNECTING_AT_ONCE);
            return new Window(loop, traffic, plan.qos(), plan.deliveriesOfEach())
                    .measure(broker, sending(loop, publishers, traffic), course);
        } finally {
            loop.tell(() -> {
                publishers.forEach(Client::leave);
                subscribers.forEach(Client::leave);
            });
            if (plan.persistent()) {
                forgetSessions(loop, dialer, subscribers);
            }
        }
    }

    private List<Subscriber> subscribers(Broker broker, Traffic traffic) {
        List<Subscriber> made = new ArrayList<>();
        for (int i = 0; i < plan.subscribers(); i++) {
            made.add(new Subscriber(
                    broker.client(i),
                    !plan.persistent(),
                    plan.isPaired() ? i : 0,
                    plan.isPaired() ? 1 : plan.publishers(),
                    traffic));
        }
        return made;
    }

    private List<Publisher> publishers(Broker broker, Traffic traffic) {
        List<Publisher> made = new ArrayList<>();
        for (int i = 0; i < plan.publishers(); i++) {
            PublishTemplate template = new PublishTemplate(
                    plan.topic(broker.topicRoot(), i), plan.qos(), false, plan.payloadBytes(), plan.batch());
            made.add(new Publisher(
                    broker.client(plan.subscribers() + i),
                    i,
                    plan.qos(),
                    plan.messagesPerSecond() > 0 ? plan.window() : UNACKNOWLEDGED,
                    template,
                    TopicNumbers.NONE,
                    traffic));
        }
        return made;
    }

    private void subscribe(GeneratorLoop loop, Broker broker, List<Subscriber> subscribers) {
        List<CompletableFuture<Client>> granted = loop.ask(() -> {
            List<CompletableFuture<Client>> all = new ArrayList<>();
            for (int i = 0; i < subscribers.size(); i++) {
                all.add(subscribers.get(i).subscribe(plan.qos(), List.of(plan.filter(broker.topicRoot(), i))));
            }
            return all;
        });
        GeneratorLoop.awaitAll(granted);
    }

    private Sending sending(GeneratorLoop loop, List<Publisher> publishers, Traffic traffic) {
        return plan.messagesPerSecond() > 0
                ? new Ticker(loop, publishers, traffic, plan.messagesPerSecond())
                : new Pump(loop, publishers, traffic, plan.batch(), plan.window(), plan.deliveriesOfEach());
    }

    /** The next run begins without what this one left behind. */
    private static void forgetSessions(GeneratorLoop loop, Dialer dialer, List<Subscriber> subscribers)
            throws InterruptedException {
        Course.sleep(0.3);
        List<Client> clean = subscribers.stream()
                .map(subscriber -> new Client(subscriber.credentials(), true))
                .toList();
        dialer.openAll(clean, CONNECTING_AT_ONCE);
        loop.tell(() -> clean.forEach(Client::leave));
    }
}
