package org.axletree.hub.chore;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.RegistryOutage;

/** Does every chore in its time: each one after itself, and none waits for another. */
@Singleton
@Startup
@DependsOn("HubStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ChoreSchedule {
    private static final Logger LOG = Logger.getLogger(ChoreSchedule.class.getName());

    @Resource
    private TimerService timers;

    @Inject
    @Any
    private Instance<Chore> found;

    @Inject
    private ChoreTurn turn;

    private List<Chore> chores = List.of();

    /** What is said of those that wait for the registry. */
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();

    @PostConstruct
    void begin() {
        chores = found.stream().toList();
        for (int i = 0; i < chores.size(); i++) {
            long every = TimeUnit.SECONDS.toMillis(chores.get(i).everySeconds());
            timers.createIntervalTimer(every, every, new TimerConfig(i, false));
        }
    }

    @Timeout
    void due(Timer timer) {
        run(chores.get((Integer) timer.getInfo()), turn);
    }

    @PreDestroy
    void end() {
        chores.stream().filter(Chore::isLastDuty).forEach(chore -> run(chore, chore::runLast, turn));
    }

    void run(Chore chore, ChoreTurn by) {
        run(chore, chore::run, by);
    }

    private void run(Chore chore, Runnable duty, ChoreTurn by) {
        try {
            if (!chore.isOncePerInstallation() || by.isOurs(chore)) {
                duty.run();
            }
            waiting.remove(chore.complaint());
        } catch (RuntimeException failure) {
            RegistryOutage.of(failure)
                    .ifPresentOrElse(
                            outage -> await(chore, outage), () -> LOG.log(Level.WARNING, chore.complaint(), failure));
        }
    }

    /** Some chores are due each second: of a registry that is away each tells once, and does it when it is back. */
    private void await(Chore chore, Problem outage) {
        if (waiting.add(chore.complaint())) {
            LOG.warning(() -> chore.complaint() + ": " + outage.message());
        }
    }
}
