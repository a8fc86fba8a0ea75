package org.axletree.verification.harness;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A main method of these tests, in a process of its own. It says one line, once it is ready. */
public final class MainProcess implements AutoCloseable {
    private final Process process;
    private final String ready;

    private MainProcess(Process process, String ready) {
        this.process = process;
        this.ready = ready;
    }

    /**
     * Returns once it is ready.
     *
     * @param directory in which it runs
     * @throws IOException if it ends before it is ready
     */
    public static MainProcess start(Class<?> main, List<String> jvmOptions, Path directory, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(
                List.of(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        String line = process.inputReader().readLine();
        if (line == null) {
            throw new IOException(main.getName() + ": ended (expected: that it says when it is ready)");
        }
        return new MainProcess(process, line);
    }

    /** It is started elsewhere than this process. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> new File(entry).getAbsolutePath())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What it said. */
    public String ready() {
        return ready;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
