package org.axletree.verification.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.axletree.verification.bench.broker.AxletreeBroker;
import org.axletree.verification.bench.load.Course;
import org.axletree.verification.bench.load.GeneratorLoop;
import org.axletree.verification.bench.measure.Reading;
import org.axletree.verification.bench.route.RouteBurst;
import org.axletree.verification.harness.Fleet;

/**
 * {@code ./axletree bench --routes}: what routes cost each other, as ratios in interleaved rounds. A server whose ten hubs have a hundred
 * routes each, of which a message matches one, beside a server with one route; and five routes beside five whose targets are away.
 */
public final class RouteRatios {
    private static final int HUBS = 10;
    private static final int ROUTES = 100;
    private static final int BURST = 100_000;
    private static final int DEVICES = 1;

    private static final Scenario ALONE = scenario("one route", new RouteBurst(BURST, 1, 0));
    private static final Scenario CROWDED = scenario("one of 100, ten hubs", new RouteBurst(BURST, 1, ROUTES - 1));
    private static final Scenario FIVE = scenario("five routes", new RouteBurst(BURST / 5, 5, 0));
    private static final Scenario FIVE_OF_TEN = scenario("five of ten are dead", new RouteBurst(BURST / 5, 5, 0, 5));

    private RouteRatios() {}

    private static Scenario scenario(String title, RouteBurst burst) {
        return new Scenario(title, title, Scenario.Figure.MESSAGES_PER_SECOND, Scenario.AS_THEY_ARE, burst);
    }

    public static void main(String[] arguments) throws Exception {
        BenchOptions options = BenchOptions.parse(arguments);
        List<Run> runs = new ArrayList<>();
        AxletreeBroker one = new AxletreeBroker(Bench.jvmOptions(), DEVICES);
        AxletreeBroker many = new AxletreeBroker(Bench.jvmOptions(), DEVICES);
        try (GeneratorLoop loop = new GeneratorLoop()) {
            System.out.println("Making " + (HUBS - 1) * ROUTES + " routes");
            Fleet fleet = many.hub().fleet();
            for (int i = 1; i < HUBS; i++) {
                Fleet.Hub hub = fleet.hub();
                IntStream.range(0, ROUTES).forEach(k -> fleet.route(hub, "other/" + k + "/#"));
            }
            Course course = new Course(options.warmSeconds(), options.seconds(), options.scale());
            for (int round = 0; round <= options.rounds(); round++) { // the first is for the compilers
                run(runs, round, ALONE, one, loop, course);
                run(runs, round, CROWDED, many, loop, course);
                run(runs, round, FIVE, one, loop, course);
                run(runs, round, FIVE_OF_TEN, one, loop, course);
            }
        } finally {
            one.close();
            many.close();
        }
        System.out.println(ratio(runs, CROWDED, ALONE, Reading.CPU, "CPU"));
        System.out.println(ratio(runs, FIVE_OF_TEN, FIVE, Reading.RATE, "messages/s"));
        System.exit(runs.stream().allMatch(run -> run.reading().problems().isEmpty()) ? 0 : 1);
    }

    private static void run(
            List<Run> runs, int round, Scenario scenario, AxletreeBroker broker, GeneratorLoop loop, Course course)
            throws InterruptedException {
        Run run = new Run(round, scenario, broker.name(), scenario.measurement().run(loop, broker, course));
        System.out.println(Report.line(run));
        if (round > 0) {
            runs.add(run);
        }
    }

    private static String ratio(List<Run> runs, Scenario scenario, Scenario base, String figure, String unit) {
        List<Double> ratios = new ArrayList<>();
        for (Run run : runs) {
            runs.stream()
                    .filter(other -> run.scenario().equals(scenario)
                            && other.scenario().equals(base)
                            && other.round() == run.round())
                    .forEach(other -> ratios.add(figure(run, figure) / figure(other, figure)));
        }
        return String.format(
                Locale.ROOT,
                "%-22s to %-12s %-10s %s (%s)",
                scenario.title(),
                base.title(),
                unit,
                Report.number(Report.median(ratios)),
                String.join(
                        ", ",
                        ratios.stream()
                                .sorted()
                                .map(each -> Report.number(OptionalDouble.of(each)))
                                .toList()));
    }

    private static double figure(Run run, String figure) {
        return run.reading().figure(figure).orElse(Double.NaN);
    }
}
