package org.axletree.hub.change;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.event.RegistryChange;

/**
 * The feed of one node: a change reaches the sessions of this process, in the order of the commits that were heard of.
 *
 * <p>The work is done on another thread. On the caller's the transaction is over but still bound to the thread, and nothing can
 * be read from the database.
 */
@ApplicationScoped
public class LocalFeed implements ChangeFeed {
    private static final Logger LOG = Logger.getLogger(LocalFeed.class.getName());
    private static final int PATIENCE_SECONDS = 10;

    @Resource
    private ManagedExecutorService executor;

    @Inject
    private ChangeRelay relay;

    @Override
    public void publish(RegistryChange change) {
        try {
            executor.submit(() -> relay.pass(change)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            LOG.log(Level.SEVERE, "A change of the registry could not be passed on: " + change, failure.getCause());
        } catch (TimeoutException slow) {
            LOG.warning("A change of the registry takes long to be passed on: " + change);
        } catch (RejectedExecutionException stopping) {
            LOG.fine("The hub stops; nobody is there who had to obey " + change);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
