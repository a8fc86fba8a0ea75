package org.axletree.mqtt.adapter;

import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.Admission;
import org.axletree.core.door.Delivered;
import org.axletree.core.door.DeviceLine;
import org.axletree.core.door.DoorSettings;
import org.axletree.core.door.DoorStatus;
import org.axletree.core.door.Hearer;
import org.axletree.core.door.KeyKind;
import org.axletree.core.door.RetainedPage;
import org.axletree.core.door.ServerIdentity;
import org.axletree.core.door.SessionState;
import org.axletree.core.door.Telling;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Message;
import org.axletree.core.outcome.Reason;
import org.axletree.core.topic.TopicFilter;

/** The door: closed, opening, open or failed. */
final class Door implements DeviceLine {
    private static final Logger LOG = Logger.getLogger(Door.class.getName());

    private final WorkManager works;
    private final DoorFoundation foundation;
    private CompletableFuture<MessageEndpointFactory> bean = new CompletableFuture<>();
    private DoorStatus.State state = DoorStatus.State.CLOSED;
    private String problem = "";
    private Optional<ServerIdentity> renewed = Optional.empty();
    private final Set<KeyKind> expected = ConcurrentHashMap.newKeySet();
    /** Set before the listeners open, so that no change passes unheard. */
    private volatile Optional<OpenDoor> interior = Optional.empty();

    Door(WorkManager works, DoorFoundation foundation) {
        this.works = works;
        this.foundation = foundation;
    }

    /** The hub's bean is there. */
    synchronized void attach(MessageEndpointFactory factory) {
        bean.complete(factory);
    }

    /** The hub's bean is about to go: closes the door first. */
    void detach(MessageEndpointFactory factory) {
        synchronized (this) {
            if (bean.getNow(null) != factory) {
                return;
            }
            bean = new CompletableFuture<>();
        }
        close();
    }

    @Override
    public synchronized void open(DoorSettings settings) {
        if (state == DoorStatus.State.OPEN || state == DoorStatus.State.OPENING) {
            return;
        }
        state = DoorStatus.State.OPENING;
        problem = "";
        renewed = Optional.empty();
        try {
            works.scheduleWork(new Opening(settings, bean));
        } catch (WorkException e) {
            fail("MQTT door: the container has no thread for it (expected: one)", e);
        }
    }

    private synchronized void fail(String sentence, Exception cause) {
        LOG.log(Level.SEVERE, sentence, cause);
        if (state == DoorStatus.State.OPENING) {
            state = DoorStatus.State.FAILED;
            problem = sentence;
        }
    }

    /** Opening takes as long as the application takes to start. */
    private final class Opening implements Work {
        private final DoorSettings settings;
        private final CompletableFuture<MessageEndpointFactory> awaited;

        Opening(DoorSettings settings, CompletableFuture<MessageEndpointFactory> awaited) {
            this.settings = settings;
            this.awaited = awaited;
        }

        @Override
        public void run() {
            long seconds = settings.opensWithin().toSeconds();
            try {
                MessageEndpointFactory factory = awaited.get(seconds, TimeUnit.SECONDS);
                open(new OpenDoor(factory, works, settings, foundation.engine(settings.storage()), foundation.clock()));
            } catch (TimeoutException e) {
                fail("MQTT door: no message-driven bean for " + seconds + " s (expected: the hub's)", e);
            } catch (IOException e) {
                fail(e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                fail("MQTT door: interrupted while it opened", e);
            } catch (Exception e) {
                fail("MQTT door: " + e, e);
            }
        }

        private void open(OpenDoor opened) throws IOException, InterruptedException {
            interior = Optional.of(opened);
            try {
                expected.forEach(opened.tls()::expect);
                opened.listen(settings);
                if (arrived(opened)) {
                    return;
                }
            } catch (IOException | InterruptedException | RuntimeException e) {
                interior = Optional.empty();
                opened.close();
                throw e;
            }
            // It was closed while it opened.
            interior = Optional.empty();
            opened.close();
        }

        @Override
        public void release() {
            close();
        }
    }

    private synchronized boolean arrived(OpenDoor opened) throws IOException {
        if (state != DoorStatus.State.OPENING) {
            return false;
        }
        if (renewed.isPresent()) {
            opened.tls().renew(renewed.get());
        }
        state = DoorStatus.State.OPEN;
        return true;
    }

    @Override
    public void close() {
        Optional<OpenDoor> closing = Optional.empty();
        synchronized (this) {
            if (state == DoorStatus.State.OPEN) {
                closing = interior;
                interior = Optional.empty();
            }
            state = DoorStatus.State.CLOSED;
        }
        closing.ifPresent(OpenDoor::close);
    }

    @Override
    public synchronized void renew(ServerIdentity identity) {
        renewed = Optional.of(identity);
        ifOpen(opened -> {
            try {
                opened.tls().renew(identity);
            } catch (IOException e) {
                throw new IllegalArgumentException("certificate: not usable for TLS (expected: chain and key)", e);
            }
        });
    }

    @Override
    public void expect(KeyKind kind) {
        expected.add(kind);
        ifOpen(opened -> opened.tls().expect(kind));
    }

    @Override
    public void refresh(Admission.Admitted admitted) {
        ifOpen(opened -> {
            // First remembered, then applied: whoever is admitted in between finds it in one of the two places.
            opened.changes()
                    .heardOfDevice(
                            admitted.identity().hubId(), admitted.identity().deviceId(), admitted.revision());
            opened.sessions().refresh(admitted);
        });
    }

    @Override
    public void disconnectDevice(String hubId, String deviceId, Reason reason, long revision) {
        ifOpen(opened -> {
            opened.changes().heardOfDevice(hubId, deviceId, revision);
            opened.sessions().closeDevice(hubId, deviceId, reason, revision);
        });
    }

    @Override
    public void disconnectInsecure(String hubId, String deviceId, Reason reason, long revision) {
        ifOpen(opened -> {
            opened.changes().heardOfDevice(hubId, deviceId, revision);
            opened.sessions().closeInsecure(hubId, deviceId, reason, revision);
        });
    }

    @Override
    public void disconnectHub(String hubId, Reason reason, long revision) {
        ifOpen(opened -> {
            opened.changes().heardOfHub(hubId, revision);
            if (reason == Reason.HUB_DELETED) {
                opened.deleteHub(hubId, revision);
            } else {
                opened.sessions().closeHub(hubId, reason, revision);
            }
        });
    }

    @Override
    public void redirectHub(String hubId, String serverReference, long revision) {
        ifOpen(opened -> {
            opened.changes().heardOfHub(hubId, revision);
            opened.sessions().redirectHub(hubId, serverReference, revision);
        });
    }

    @Override
    public void settle() {
        ifOpen(OpenDoor::settle);
    }

    @Override
    public boolean publish(String hubId, Message message) {
        return interior.map(opened -> opened.publish(hubId, message)).orElse(false);
    }

    @Override
    public CompletionStage<Telling> tell(String hubId, String deviceId, HubMessage message) {
        return interior.map(opened -> opened.tell(hubId, deviceId, message))
                .orElseGet(() -> CompletableFuture.completedFuture(Telling.ABSENT));
    }

    @Override
    public List<Hearer> hearers(String hubId, String topic, int most) {
        return interior.map(opened -> opened.sessions().hearers(hubId, topic, most))
                .orElse(List.of());
    }

    @Override
    public CompletionStage<List<SessionState>> sessions(String hubId, String deviceId) {
        return interior.map(opened -> opened.states().of(hubId, deviceId))
                .orElseGet(() -> CompletableFuture.completedFuture(List.of()));
    }

    @Override
    public CompletionStage<Integer> closeSessions(
            String hubId, String deviceId, Optional<String> clientId, boolean forGood) {
        return interior.map(opened -> opened.states().close(hubId, deviceId, clientId, forGood))
                .orElseGet(() -> CompletableFuture.completedFuture(0));
    }

    @Override
    public RetainedPage retained(String hubId, TopicFilter filter, String after, int most) {
        return interior.map(opened -> opened.retained().page(hubId, filter, after, most))
                .orElse(RetainedPage.EMPTY);
    }

    @Override
    public CompletionStage<Integer> removeRetained(String hubId, TopicFilter filter) {
        return interior.map(opened -> opened.retained().remove(hubId, filter))
                .orElseGet(() -> CompletableFuture.completedFuture(0));
    }

    private void ifOpen(Consumer<OpenDoor> action) {
        interior.ifPresent(action);
    }

    @Override
    public Map<String, Integer> connections() {
        return interior.map(OpenDoor::connections).orElse(Map.of());
    }

    @Override
    public Map<String, Delivered> delivered() {
        return interior.map(OpenDoor::delivered).orElse(Map.of());
    }

    @Override
    public DoorStatus status() {
        Optional<OpenDoor> present = interior;
        synchronized (this) {
            if (state != DoorStatus.State.OPEN || present.isEmpty()) {
                return DoorStatus.shut(state, problem);
            }
        }
        return present.get().status();
    }
}
