package org.axletree.server.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.home.StateDirectory;
import org.axletree.core.setting.Setting;
import org.axletree.core.setting.Settings;

/** Where the log goes and what it looks like ({@code AXLETREE_LOG}, {@code AXLETREE_LOG_FORMAT}). */
public final class ServerLog {
    private static final long FULL_AT = 10L * 1024 * 1024;
    private static final int KEPT = 9;

    private final Settings settings;
    private final StateDirectory home;

    public ServerLog(Settings settings, StateDirectory home) {
        this.settings = settings;
        this.home = home;
    }

    /** What an operator is told about it. */
    public String place() {
        return onConsole() ? "standard error" : file().toString();
    }

    /**
     * Directs the log, and everything that is printed from now on, to its place.
     *
     * @param console the terminal's standard error
     * @return the configuration for the logging system
     */
    public Path start(PrintStream console) throws IOException {
        home.directory("logs");
        OutputStream target = onConsole() ? console : new RotatingFile(file(), FULL_AT, KEPT);
        LogHandler.writeTo(target, format());
        try (InputStream in = ServerLog.class.getResourceAsStream("logging.properties")) {
            home.replace("payara/logging.properties", in.readAllBytes());
        }
        Path configuration = home.file("payara/logging.properties");
        System.setProperty("java.util.logging.config.file", configuration.toString());
        System.setOut(logged("stdout", Level.INFO));
        System.setErr(logged("stderr", Level.WARNING));
        return configuration;
    }

    private boolean onConsole() {
        return settings.text(Setting.LOG).equals("console");
    }

    private Formatter format() {
        return settings.text(Setting.LOG_FORMAT).equals("json") ? new JsonLine() : new TextLine();
    }

    private Path file() {
        return home.file("logs").resolve("axletree.log");
    }

    private static PrintStream logged(String name, Level level) {
        return new PrintStream(new LoggedStream(Logger.getLogger(name), level), true, StandardCharsets.UTF_8);
    }
}
