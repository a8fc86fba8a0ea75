package org.axletree.verification.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.axletree.verification.bench.broker.Broker;
import org.axletree.verification.bench.measure.Latencies;
import org.axletree.verification.bench.measure.ProcessMeter;
import org.axletree.verification.bench.measure.Reading;

/** Many connections, one after the other: what a connection costs, from the first packet to CONNACK. */
public final class Storm implements Measurement {
    /** How many stay until they go together, of those who come before. */
    private static final int WAVE = 1_000;

    private final Broker.Listener listener;
    private final int connections;
    private final int atOnce;
    private final int before;

    /**
     * @param atOnce how many may be on their way to CONNACK
     * @param before how many come and go first, so that both sides have compiled what they do
     */
    public Storm(Broker.Listener listener, int connections, int atOnce, int before) {
        this.listener = listener;
        this.connections = connections;
        this.atOnce = atOnce;
        this.before = before;
    }

    @Override
    public Reading run(GeneratorLoop loop, Broker broker, Course course) throws InterruptedException {
        Dialer dialer = new Dialer(loop, broker, listener);
        ProcessMeter meter = new ProcessMeter(broker.pid());
        for (int left = course.scaled(before); left > 0; left -= WAVE) {
            wave(loop, dialer, clients(broker, Math.min(WAVE, left)), new Latencies());
        }
        List<Client> clients = clients(broker, course.scaled(connections));
        loop.tell(() -> dialer.prepare(clients));
        Latencies latencies = new Latencies();
        ProcessMeter.Sample begin = meter.sample();
        int accepted = connect(loop, dialer, clients, latencies, atOnce);
        ProcessMeter.Sample end = meter.sample();
        vanish(loop, clients);
        Reading reading =
                new Reading().withCostOfConnections(begin, end, accepted).withLatencies(latencies);
        if (accepted < clients.size()) {
            reading.problem((clients.size() - accepted) + " connections were not accepted");
        }
        return reading.with(Reading.PEAK_MB, meter.peakKilobytes() / 1024.0);
    }

    private void wave(GeneratorLoop loop, Dialer dialer, List<Client> clients, Latencies latencies)
            throws InterruptedException {
        connect(loop, dialer, clients, latencies, atOnce);
        vanish(loop, clients);
    }

    static List<Client> clients(Broker broker, int count) {
        List<Client> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            made.add(broker.speaksMqtt() ? new Client(broker.client(i), true) : new BareClient(broker.client(i)));
        }
        return made;
    }

    static int connect(GeneratorLoop loop, Dialer dialer, List<Client> clients, Latencies latencies, int atOnce)
            throws InterruptedException {
        Semaphore free = new Semaphore(atOnce);
        int[] accepted = new int[1];
        for (Client client : clients) {
            Dialer.acquire(free, 1);
            loop.eventLoop().execute(() -> {
                long begin = System.nanoTime();
                dialer.open(client).whenComplete((done, failure) -> {
                    if (failure == null) {
                        latencies.record(System.nanoTime() - begin);
                        accepted[0]++;
                    }
                    free.release();
                });
            });
        }
        Dialer.acquire(free, atOnce);
        return loop.ask(() -> accepted[0]);
    }

    static void vanish(GeneratorLoop loop, List<Client> clients) {
        loop.tell(() -> clients.forEach(Client::vanish));
        Course.sleep(0.2);
    }
}
