package org.axletree.verification.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axletree.verification.bench.broker.Broker;
import org.axletree.verification.bench.load.Course;
import org.axletree.verification.bench.load.GeneratorLoop;
import org.axletree.verification.bench.measure.Reading;

/**
 * Runs every scenario at every broker, round for round. All brokers are up, one is measured: what a ratio compares lies
 * seconds apart.
 */
final class Rounds implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** So many times as long as before a measurement. */
    private static final int WARM_UP = 4;

    private final List<Broker> brokers;
    private final BenchOptions options;
    private final GeneratorLoop loop = new GeneratorLoop();

    Rounds(List<Broker> brokers, BenchOptions options) {
        this.brokers = brokers;
        this.options = options;
    }

    List<Run> run(Course course) throws IOException, InterruptedException {
        warmUp(course);
        List<Run> runs = new ArrayList<>();
        for (int round = 1; round <= options.rounds(); round++) {
            for (Scenario scenario : options.scenarios()) {
                for (Broker broker : inTurn(round)) {
                    if (scenario.measurement().suits(broker)) {
                        runs.add(run(round, scenario, broker, course));
                    }
                }
            }
        }
        return runs;
    }

    /** Who comes first changes with the round. */
    private List<Broker> inTurn(int round) {
        List<Broker> turned = new ArrayList<>(brokers);
        Collections.rotate(turned, round);
        return turned;
    }

    /** What both sides compile on the way is not measured. */
    private void warmUp(Course course) throws InterruptedException {
        Course longer = new Course(WARM_UP * course.warmSeconds(), 0.1, course.scale());
        for (Broker broker : brokers) {
            if (!broker.speaksMqtt()) {
                continue;
            }
            System.out.println("Warming up: " + broker.name());
            for (String name : List.of("S1", "S2", "S4")) {
                Scenarios.named(name).measurement().run(loop, broker, longer);
            }
        }
    }

    private Run run(int round, Scenario scenario, Broker broker, Course course) throws IOException {
        Reading reading;
        try {
            if (scenario.freshHubs() > 0) {
                broker.restart(scenario.freshHubs());
            }
            reading = scenario.measurement().run(loop, broker, course);
        } catch (IllegalStateException | InterruptedException e) {
            reading = new Reading().problem(String.valueOf(e.getMessage()));
        }
        Run run = new Run(round, scenario, broker.name(), reading);
        System.out.println(Report.line(run));
        if (options.json().isPresent()) {
            Files.writeString(
                    options.json().get(), json(run) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        return run;
    }

    private static String json(Run run) throws IOException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("scenario", run.scenario().name());
        line.put("title", run.scenario().title());
        line.put("round", run.round());
        line.put("broker", run.broker());
        line.put("figure", run.scenario().figure().key);
        line.putAll(run.reading().figures());
        line.put("problems", run.reading().problems());
        return JSON.writeValueAsString(line);
    }

    @Override
    public void close() {
        loop.close();
    }
}
