package org.axletree.verification.bench.load;

import java.util.List;
import org.axletree.verification.bench.broker.Broker;
import org.axletree.verification.bench.measure.ProcessMeter;
import org.axletree.verification.bench.measure.Reading;

/** Many connections that are silent but for a PINGREQ now and then: what each takes of the broker's memory. */
public final class Idle implements Measurement {
    private static final int AT_ONCE = 64;
    /** The others ping too, but in a minute. */
    private static final int PINGS = 500;

    private final int connections;

    public Idle(int connections) {
        this.connections = connections;
    }

    @Override
    public Reading run(GeneratorLoop loop, Broker broker, Course course) throws InterruptedException {
        Dialer dialer = new Dialer(loop, broker, Broker.Listener.PLAIN);
        ProcessMeter meter = new ProcessMeter(broker.pid());
        List<Client> clients = Storm.clients(broker, course.scaled(connections));
        long before = meter.residentKilobytes();
        ProcessMeter.Sample begin = meter.sample();
        dialer.openAll(clients, AT_ONCE);
        ProcessMeter.Sample end = meter.sample();
        Course.sleep(course.warmSeconds());
        loop.tell(() -> clients.stream().limit(PINGS).forEach(Client::ping));
        Course.sleep(course.seconds());
        long after = meter.residentKilobytes();
        long alive = loop.ask(() -> clients.stream().filter(Client::isConnected).count());
        loop.tell(() -> clients.forEach(Client::vanish));
        Course.sleep(0.5);
        Reading reading = new Reading()
                .with(Reading.KB_PER_CONNECTION, (after - before) / (double) clients.size())
                .withCostOfConnections(begin, end, clients.size())
                .with(Reading.PEAK_MB, meter.peakKilobytes() / 1024.0);
        if (alive < clients.size()) {
            reading.problem((clients.size() - alive) + " idle connections were closed");
        }
        return reading;
    }
}
