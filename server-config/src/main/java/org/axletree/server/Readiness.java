package org.axletree.server;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.util.concurrent.TimeUnit;
import org.axletree.core.setting.Setting;
import org.axletree.core.setting.Settings;

/** Waits until the hub says that it is ready, or why it cannot be. */
final class Readiness {
    /** The system property in which the application says, in one sentence, why it could not start. */
    static final String FAILURE = "org.axletree.failure";

    /** The system property in which the application says what is away that it starts without, a line for each. */
    static final String AWAY = "org.axletree.away";

    private static final long SECONDS = 60;
    private static final int REQUEST_MILLIS = 5_000;

    private final Settings settings;
    private final String logPlace;

    Readiness(Settings settings, String logPlace) {
        this.settings = settings;
        this.logPlace = logPlace;
    }

    void await(boolean deployed) throws IOException, InterruptedException {
        failIfToldSo();
        if (!deployed) {
            throw new StartFailure("the hub could not be started (the log says why: " + logPlace + ")");
        }
        URL ready = URI.create("http://" + host() + ":" + settings.number(Setting.HTTP_PORT) + "/health/ready")
                .toURL();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!answersOk(ready)) {
            failIfToldSo();
            if (System.nanoTime() > deadline) {
                throw new StartFailure("the hub did not get ready within " + SECONDS + " s (the log says why: "
                        + logPlace + "; " + ready + " says what is missing)");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static void failIfToldSo() {
        String failure = System.getProperty(FAILURE, "");
        if (!failure.isEmpty()) {
            throw new StartFailure(failure);
        }
    }

    private static boolean answersOk(URL url) {
        try {
            HttpURLConnection connection = (HttpURLConnection) url.openConnection();
            connection.setConnectTimeout(REQUEST_MILLIS);
            connection.setReadTimeout(REQUEST_MILLIS);
            connection.setInstanceFollowRedirects(false);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }

    private String host() throws IOException {
        InetAddress address = InetAddress.getByName(settings.text(Setting.BIND));
        String text = (address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address).getHostAddress();
        return text.contains(":") ? "[" + text + "]" : text;
    }
}
