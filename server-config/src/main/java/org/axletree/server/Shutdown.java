package org.axletree.server;

import fish.payara.micro.PayaraMicroRuntime;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.setting.Setting;
import org.axletree.core.setting.Settings;
import sun.misc.Signal;

/**
 * The clean end: SIGTERM or SIGINT stops the application first (listeners, lanes, sessions, broker, database, in the order in
 * which the container stops its parts), then the server, and exits with status 0. Without this, Payara's own shutdown hook would
 * stop server and application at once. An end that takes longer than {@link Setting#STOP_SECONDS} is cut off with status 1;
 * nothing acknowledged is lost by that.
 */
final class Shutdown {
    private static final Logger LOG = Logger.getLogger(Shutdown.class.getName());
    /** What is left of the time for the process itself to go. */
    private static final long LAST_MILLIS = 500;

    private final AutoCloseable lock;
    private final PrintStream terminal;
    private final long longestMillis;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch booted = new CountDownLatch(1);
    private volatile PayaraMicroRuntime runtime;

    private Shutdown(AutoCloseable lock, PrintStream terminal, Settings settings) {
        this.lock = lock;
        this.terminal = terminal;
        this.longestMillis = TimeUnit.SECONDS.toMillis(settings.number(Setting.STOP_SECONDS)) - LAST_MILLIS;
    }

    static Shutdown onSignals(AutoCloseable lock, PrintStream terminal, Settings settings) {
        Shutdown shutdown = new Shutdown(lock, terminal, settings);
        for (String name : new String[] {"TERM", "INT"}) {
            Signal.handle(new Signal(name), signal -> shutdown.begin());
        }
        return shutdown;
    }

    /** From now on there is a server to end. */
    void ends(PayaraMicroRuntime server) {
        runtime = server;
        booted.countDown();
    }

    private void begin() {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        Thread watchdog = new Thread(this::cutOff, "shutdown-watchdog");
        watchdog.setDaemon(true);
        watchdog.start();
        new Thread(this::run, "shutdown").start();
    }

    private void run() {
        terminal.println("Stopping Axletree");
        try {
            booted.await();
            // Not undeploying first: that reads the whole archive again, and would take most of the time that there is.
            runtime.shutdown();
            lock.close();
            terminal.println("Axletree has stopped");
            terminal.flush();
            Runtime.getRuntime().halt(0);
        } catch (Exception e) {
            LOG.log(Level.SEVERE, "The server could not be stopped cleanly", e);
            Runtime.getRuntime().halt(1);
        }
    }

    private void cutOff() {
        try {
            TimeUnit.MILLISECONDS.sleep(longestMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOG.severe("The server did not stop in time: it is cut off");
        Runtime.getRuntime().halt(1);
    }
}
