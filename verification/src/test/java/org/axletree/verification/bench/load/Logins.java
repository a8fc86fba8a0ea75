package org.axletree.verification.bench.load;

import java.util.List;
import org.axletree.verification.bench.broker.Broker;
import org.axletree.verification.bench.broker.DialectBroker;
import org.axletree.verification.bench.measure.Latencies;
import org.axletree.verification.bench.measure.ProcessMeter;
import org.axletree.verification.bench.measure.Reading;

/** Devices that log in without TLS, whose handshakes would hide what is asked for here, in waves of one login each. */
public final class Logins implements Measurement {
    private static final int AT_ONCE = 32;

    private final int devices;
    private final int waves;
    private final int before;

    /**
     * @param before waves that come first, so that both sides have compiled what they do
     */
    public Logins(int devices, int waves, int before) {
        this.devices = devices;
        this.waves = waves;
        this.before = before;
    }

    /** The same devices need not log in for each way to report. */
    @Override
    public boolean suits(Broker broker) {
        return !(broker instanceof DialectBroker dialect && dialect.isAnotherWay());
    }

    @Override
    public Reading run(GeneratorLoop loop, Broker broker, Course course) throws InterruptedException {
        Dialer dialer = new Dialer(loop, broker, Broker.Listener.PLAIN);
        waves(loop, broker, dialer, course.scaled(before), new Latencies());
        ProcessMeter meter = new ProcessMeter(broker.pid());
        Latencies latencies = new Latencies();
        int wanted = course.scaled(waves);
        ProcessMeter.Sample begin = meter.sample();
        int accepted = waves(loop, broker, dialer, wanted, latencies);
        Reading reading = new Reading()
                .withCostOfConnections(begin, meter.sample(), accepted)
                .withLatencies(latencies);
        if (accepted < wanted * devices) {
            reading.problem((wanted * devices - accepted) + " connections were not accepted");
        }
        return reading;
    }

    private int waves(GeneratorLoop loop, Broker broker, Dialer dialer, int count, Latencies latencies)
            throws InterruptedException {
        int accepted = 0;
        for (int i = 0; i < count; i++) {
            List<Client> clients = Storm.clients(broker, devices);
            accepted += Storm.connect(loop, dialer, clients, latencies, AT_ONCE);
            Storm.vanish(loop, clients);
        }
        return accepted;
    }
}
