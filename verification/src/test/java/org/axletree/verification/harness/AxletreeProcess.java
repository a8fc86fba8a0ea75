package org.axletree.verification.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A process of {@code axletree.jar}: what it says, what it uses, and how it ends. */
public final class AxletreeProcess extends RunningHub implements AutoCloseable {
    private final Launched launched;

    AxletreeProcess(Axletree axletree, Launched launched) {
        super(axletree);
        this.launched = launched;
    }

    Launched launched() {
        return launched;
    }

    /** Waits for the one line. */
    public AxletreeProcess awaitReady(Duration patience) {
        try {
            launched.awaitOutput("Axletree is ready", patience);
            return this;
        } catch (RuntimeException e) {
            close();
            throw new IllegalStateException(e.getMessage() + "\n" + out() + err() + lastLog(), e);
        }
    }

    public String out() {
        return launched.out();
    }

    public String err() {
        return launched.err();
    }

    public long pid() {
        // faketime and the like replace themselves by java, so that this is the process that counts.
        return launched.process().pid();
    }

    public boolean isAlive() {
        return launched.isAlive();
    }

    /** Pulls the plug: nothing of the process gets a chance to tidy up. */
    public void kill9() {
        launched.kill();
    }

    /** Asks it to end, and waits. */
    public Ran terminate(Duration patience) {
        launched.process().destroy();
        int status = launched.awaitEnd(patience);
        return new Ran(status, out(), err());
    }

    /** The end of its log, for the message of a test that failed. */
    public String lastLog() {
        Path log = home().resolve("logs/axletree.log");
        try {
            String text = Files.exists(log) ? Ran.read(log) : "";
            return text.substring(Math.max(0, text.length() - 8_000));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Memory of the process that is resident now, in bytes. */
    public long residentBytes() {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElseThrow()
                    * 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it, gently first. */
    @Override
    public void close() {
        if (!launched.isAlive()) {
            return;
        }
        launched.process().destroy();
        try {
            launched.awaitEnd(Duration.ofMinutes(1));
        } catch (IllegalStateException stillRunning) {
            launched.kill();
        }
    }
}
