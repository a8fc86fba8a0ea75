package org.axletree.verification.harness;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A main method of these tests, in a process of its own. Once it is ready it says so in a line. */
public final class MainProcess implements AutoCloseable {
    private static final String READY = "main method is ready: ";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Launched launched;

    private MainProcess(Launched launched) {
        this.launched = launched;
    }

    /**
     * Returns once it is ready.
     *
     * @param directory in which it runs, and has its output
     * @throws IllegalStateException if it ends before it is ready
     */
    public static MainProcess start(Class<?> main, List<String> jvmOptions, Path directory, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(List.of(arguments));
        Launched launched = Launched.of(
                new ProcessBuilder(command).directory(directory.toFile()),
                directory,
                Fleet.unique(main.getSimpleName()));
        launched.awaitOutput(READY, PATIENCE);
        return new MainProcess(launched);
    }

    /** It is started elsewhere than this process. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> new File(entry).getAbsolutePath())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** For the main method: it is ready. @param what whoever started it has to know */
    public static void ready(Object what) {
        System.out.println(READY + what);
    }

    /** What it said when it was ready. */
    public String said() {
        return launched.out()
                .lines()
                .filter(line -> line.startsWith(READY))
                .findFirst()
                .orElseThrow()
                .substring(READY.length());
    }

    public long pid() {
        return launched.process().pid();
    }

    @Override
    public void close() {
        launched.kill();
    }
}
