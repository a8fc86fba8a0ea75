package org.axletree.server;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.util.concurrent.TimeUnit;
import org.axletree.core.address.InternetAddress;
import org.axletree.core.setting.Setting;
import org.axletree.core.setting.Settings;

/** Waits until the hub says that it is ready, or why it cannot be. */
final class Readiness {
    /** The system property in which the application says, in one sentence, why it could not start. */
    static final String FAILURE = "org.axletree.failure";

    /** The system property in which the application says what is away that it starts without, a line for each. */
    static final String AWAY = "org.axletree.away";

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
        URL ready = URI.create("http://" + InternetAddress.withPort(host(), settings.number(Setting.HTTP_PORT))
                        + "/health/ready")
                .toURL();
        int seconds = settings.number(Setting.START_SECONDS);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!answersOk(ready)) {
            failIfToldSo();
            if (System.nanoTime() - deadline > 0) {
                throw new StartFailure("the hub did not get ready within " + seconds + " s (the log says why: "
                        + logPlace + "; " + ready + " says what is missing; where it is only slow, "
                        + Setting.START_SECONDS.variable() + " is how long it may take)");
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
        return InternetAddress.text(address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address);
    }
}
