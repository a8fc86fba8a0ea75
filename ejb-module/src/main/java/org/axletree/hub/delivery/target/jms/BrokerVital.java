package org.axletree.hub.delivery.target.jms;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axletree.hub.settings.HubSettings;
import org.axletree.hub.telemetry.Vital;

/**
 * The broker. The hub is ready without it: what is for it waits in the route log. One that swallows packets keeps a login
 * waiting for minutes, so that it is tried on a thread of its own.
 */
@ApplicationScoped
public class BrokerVital implements Vital {
    private static final long PATIENCE_SECONDS = 3;

    @Resource
    private ManagedExecutorService executor;

    @Inject
    private JmsSessions sessions;

    @Inject
    private HubSettings settings;

    /** A try that has not ended; null if none is under way. */
    private Future<Optional<String>> trying;

    private String where() {
        return settings.jmsUrl().map(url -> url + ": ").orElse("");
    }

    @Override
    public String name() {
        return "broker";
    }

    @Override
    public boolean isRequired() {
        return false;
    }

    @Override
    public String withoutIt() {
        return "messages for JMS routes wait in the route log, everything else goes on";
    }

    @Override
    public synchronized boolean answers() {
        if (trying == null) {
            trying = executor.submit(sessions::problem);
        }
        try {
            Optional<String> problem = trying.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            trying = null;
            if (problem.isPresent()) {
                throw new IllegalStateException(where() + problem.get());
            }
            return true;
        } catch (TimeoutException slow) {
            throw new IllegalStateException(where() + "no answer within " + PATIENCE_SECONDS + " s", slow);
        } catch (ExecutionException failure) {
            trying = null;
            throw new IllegalStateException(where() + failure.getCause().getMessage(), failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
