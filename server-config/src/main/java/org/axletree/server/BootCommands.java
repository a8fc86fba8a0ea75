package org.axletree.server;

import java.nio.file.Path;
import java.util.List;
import org.axletree.core.setting.Setting;
import org.axletree.core.setting.Settings;

/** How Payara's configuration differs from its default, as commands of {@code asadmin} run before it boots. */
final class BootCommands {
    private static final String SERVER = "set configs.config.server-config.";
    private static final String LISTENER = SERVER + "network-config.network-listeners.network-listener.";
    private static final String PROTOCOL = SERVER + "network-config.protocols.protocol.";

    private BootCommands() {}

    static String before(Settings settings, Path transactions) {
        List<String> listeners = List.of("http-listener", "https-listener");
        StringBuilder commands = new StringBuilder();
        for (String listener : listeners) {
            line(commands, LISTENER + listener + ".address=" + settings.text(Setting.BIND));
            String http = PROTOCOL + listener + ".http.";
            // Forms of the console are small. Other bodies have no limit here, as it would answer with a page of
            // HTML: the API refuses what is too large in its own words, without reading it
            // (web.rest.guard.TokenFilter).
            line(commands, http + "max-form-post-size-bytes=1048576");
            line(commands, http + "header-buffer-length-bytes=16384");
            // Its way is to interrupt the thread. The guard looks after what is slow (server.web).
            line(commands, http + "request-timeout-seconds=-1");
            line(commands, http + "timeout-seconds=30");
            line(commands, http + "server-header=false");
            line(commands, http + "xpowered-by=false");
            line(commands, http + "trace-enabled=false");
            // Grizzly queues answers to PING and SETTINGS without limit, and has no defence against rapid resets.
            line(commands, http + "http2-enabled=false");
            // Scripts and style sheets only: they are the same for everybody, so that their length tells nobody a
            // secret.
            line(commands, http + "compression=on");
            line(
                    commands,
                    http + "compressable-mime-type=text/css,text/javascript,application/javascript,image/svg+xml");
            line(commands, http + "compression-min-size-bytes=1024");
            // Where server.web.WebGuard gets in.
            line(commands, http + "comet-support-enabled=true");
        }
        line(commands, SERVER + "transaction-service.tx-log-dir=" + escaped(transactions.toString()));
        line(commands, SERVER + "transaction-service.automatic-recovery=true");
        line(commands, SERVER + "ejb-container.max-pool-size=64");
        return commands.toString();
    }

    /** In a command file, a colon and a backslash have meanings of their own. */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace(":", "\\:");
    }

    private static void line(StringBuilder commands, String command) {
        commands.append(command).append('\n');
    }
}
