package org.axletree.server;

import fish.payara.micro.PayaraMicroRuntime;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import sun.misc.Signal;

/**
 * The clean end: SIGTERM or SIGINT stops the application first (listeners, lanes, sessions, broker, database, in the order in
 * which the container stops its parts), then the server, and exits with status 0. Without this, Payara's own shutdown hook would
 * stop server and application at once. An end that takes longer than 10 s is cut off with status 1; nothing acknowledged is lost
 * by that.
 */
final class Shutdown {
    private static final Logger LOG = Logger.getLogger(Shutdown.class.getName());
    private static final long LONGEST_MILLIS = 9_500;

    private final AutoCloseable lock;
    private final PrintStream terminal;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch booted = new CountDownLatch(1);
    private volatile PayaraMicroRuntime runtime;

    private Shutdown(AutoCloseable lock, PrintStream terminal) {
        this.lock = lock;
        this.terminal = terminal;
    }

    static Shutdown onSignals(AutoCloseable lock, PrintStream terminal) {
        Shutdown shutdown = new Shutdown(lock, terminal);
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
            TimeUnit.MILLISECONDS.sleep(LONGEST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOG.severe("The server did not stop in time: it is cut off");
        Runtime.getRuntime().halt(1);
    }
}
