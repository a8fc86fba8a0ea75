package org.axletree.server;

import fish.payara.micro.PayaraMicroRuntime;
import fish.payara.micro.boot.PayaraMicroLauncher;
import java.io.PrintStream;
import java.nio.file.Path;
import org.axletree.core.home.StateDirectory;
import org.axletree.core.setting.Setting;
import org.axletree.core.setting.Settings;
import org.axletree.server.log.ServerLog;

/**
 * Starts the server: checks, Payara Micro, the application; then says {@code Axletree is ready} and waits for SIGTERM. If it
 * cannot start, it says why in one line on standard error and exits with status 1.
 */
public final class Launcher {
    private static final String APPLICATION = "axletree";
    /** Counted by {@code server.web.WebGuard}, which lives in Payara's class loader. */
    private static final String GUARDED = "org.axletree.web.guarded";

    /** How far the web ports are open ({@code server.web.StartProgress}, in Payara's class loader as well). */
    private static final String OPEN = "org.axletree.web.open";

    private static final int WEB_PORTS = 2;

    private final Settings settings;
    private final PrintStream terminal;
    private final PrintStream errors;

    private Launcher(Settings settings, PrintStream terminal, PrintStream errors) {
        this.settings = settings;
        this.terminal = terminal;
        this.errors = errors;
    }

    public static void main(String[] arguments) {
        SerialFilter.install();
        Launcher launcher = new Launcher(Settings.ofProcess(), System.out, System.err);
        try {
            launcher.start();
        } catch (StartFailure e) {
            launcher.giveUp(e.getMessage());
        } catch (Throwable e) {
            launcher.giveUp("cannot start: " + e);
        }
    }

    private void start() throws Exception {
        Preflight preflight = new Preflight(settings);
        preflight.checkSettings();
        preflight.checkProvidersAuthorities();
        StateDirectory home = preflight.openHome();
        HomeLock lock = HomeLock.take(home);
        preflight.checkPorts();
        preflight.checkDatabase();

        ServerLog log = new ServerLog(settings, home);
        terminal.println("Starting Axletree: state in " + home + ", log on " + log.place());
        home.tightened()
                .ifPresent(found -> terminal.println(
                        "Others could look into " + home + " (" + found + "): closed to them (rwx------)"));
        Workplace workplace = Workplace.prepare(home);
        Path logging = log.start(errors);
        Shutdown shutdown = Shutdown.onSignals(lock, terminal, settings);
        System.clearProperty(Readiness.FAILURE);
        watchNoBuffers();
        // Grizzly takes every byte above ASCII for a control character, where RFC 9110 section 5.5 allows it: topics
        // come in
        // UTF-8. Control characters are refused by HeaderRules.
        System.setProperty("org.glassfish.grizzly.http.STRICT_HEADER_VALUE_VALIDATION_RFC_9110", "false");
        // Names of a message's properties are part of headers' names (iothub-app-<name>), and have their case.
        System.setProperty("org.glassfish.grizzly.http.PRESERVE_HEADER_CASE", "true");
        // By name: otherwise each builder, reader and writer of JSON looks through all jars for who provides it
        // (docs/adr/0154).
        System.setProperty("jakarta.json.provider", "org.eclipse.parsson.JsonProviderImpl");
        // Until the application has brought its checks, the server is neither started nor ready.
        System.setProperty("mp.health.default.startup.empty.response", "DOWN");
        System.setProperty("mp.health.default.readiness.empty.response", "DOWN");
        PayaraMicroRuntime runtime = boot(workplace, logging);
        shutdown.ends(runtime);
        terminal.println("Starting the hub");
        runtime.deploy(APPLICATION, "/", workplace.application().toFile());
        refuseToBeUnguarded();
        System.setProperty(OPEN, "health");
        new Readiness(settings, log.place())
                .await(runtime.getDeployedApplicationNames().contains(APPLICATION));
        System.setProperty(OPEN, "all");
        System.getProperty(Readiness.AWAY, "").lines().forEach(terminal::println);
        terminal.println(ReadyLine.of(settings));
        terminal.flush();
    }

    /** What stands before the web container got in by a name that another version of Payara may not ask for. */
    private static void refuseToBeUnguarded() {
        int guarded = Integer.getInteger(GUARDED, 0);
        if (guarded < WEB_PORTS) {
            throw new StartFailure("the ports of console and API are not guarded (expected: " + WEB_PORTS
                    + " guarded ports, not " + guarded + "; this is a fault of the build)");
        }
    }

    /**
     * Netty looks for lost buffers in a sample of all, which is a twentieth of what a message costs. The tests look at every
     * buffer instead; who looks for a leak in production sets the property.
     */
    private static void watchNoBuffers() {
        String level = "io.netty.leakDetection.level";
        if (System.getProperty(level) == null) {
            System.setProperty(level, "disabled");
        }
    }

    private PayaraMicroRuntime boot(Workplace workplace, Path logging) throws Exception {
        Path bootCommands =
                workplace.write("pre-boot.asadmin", BootCommands.before(settings, workplace.transactions()));
        return PayaraMicroLauncher.create(new String[] {
                    "--nohazelcast",
                    "--disablephonehome",
                    "--rootdir",
                    workplace.server().toString(),
                    "--unpackdir",
                    workplace.runtime().toString(),
                    "--logproperties",
                    logging.toString(),
                    "--prebootcommandfile",
                    bootCommands.toString(),
                    "--port",
                    settings.text(Setting.HTTP_PORT),
                    "--sslport",
                    settings.text(Setting.HTTPS_PORT)
                })
                .getRuntime();
    }

    /** Halting, not exiting: what has started half-way need not be asked for its opinion. */
    private void giveUp(String line) {
        errors.println("axletree: " + line.replaceAll("\\R", " "));
        errors.flush();
        Runtime.getRuntime().halt(1);
    }
}
