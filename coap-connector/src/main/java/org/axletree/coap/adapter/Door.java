package org.axletree.coap.adapter;

import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.Admission;
import org.axletree.core.door.DeviceLine;
import org.axletree.core.door.DoorSettings;
import org.axletree.core.door.DoorStatus;
import org.axletree.core.door.KeyKind;
import org.axletree.core.door.ObjectAnswer;
import org.axletree.core.door.ObjectModels;
import org.axletree.core.door.ObjectRequest;
import org.axletree.core.door.ServerIdentity;
import org.axletree.core.door.Telling;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Message;
import org.axletree.core.outcome.Reason;

/** The door: closed, opening, open or failed. */
final class Door implements DeviceLine {
    private static final Logger LOG = Logger.getLogger(Door.class.getName());

    private final WorkManager works;
    private CompletableFuture<MessageEndpointFactory> bean = new CompletableFuture<>();
    private DoorStatus.State state = DoorStatus.State.CLOSED;
    private String problem = "";
    /** Set before the listeners open, so that no change passes unheard. */
    private volatile Optional<OpenDoor> interior = Optional.empty();

    Door(WorkManager works) {
        this.works = works;
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
        try {
            works.scheduleWork(new Opening(settings, bean));
        } catch (WorkException e) {
            fail("CoAP door: the container has no thread for it (expected: one)", e);
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
                open(new OpenDoor(factory, works, settings));
            } catch (TimeoutException e) {
                fail("CoAP door: no message-driven bean for " + seconds + " s (expected: the hub's)", e);
            } catch (IOException e) {
                fail(e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                fail("CoAP door: interrupted while it opened", e);
            } catch (Exception e) {
                fail("CoAP door: " + e, e);
            }
        }

        private void open(OpenDoor opened) throws IOException {
            interior = Optional.of(opened);
            try {
                opened.listen(settings);
                if (arrived()) {
                    return;
                }
            } catch (IOException | RuntimeException e) {
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

    private synchronized boolean arrived() {
        if (state != DoorStatus.State.OPENING) {
            return false;
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
    public void renew(ServerIdentity identity) {
        ifOpen(opened -> opened.renew(identity));
    }

    /** All are offered the same kinds of keys: those that Scandium knows. */
    @Override
    public void expect(KeyKind kind) {
        // Nothing changes.
    }

    @Override
    public void refresh(Admission.Admitted admitted) {
        ifOpen(opened -> opened.refresh(admitted));
    }

    @Override
    public void disconnectDevice(String hubId, String deviceId, Reason reason, long revision) {
        ifOpen(opened -> opened.ends().disconnectDevice(hubId, deviceId, reason, revision));
    }

    @Override
    public void disconnectInsecure(String hubId, String deviceId, Reason reason, long revision) {
        ifOpen(opened -> opened.ends().disconnectInsecure(hubId, deviceId, reason, revision));
    }

    @Override
    public void disconnectHub(String hubId, Reason reason, long revision) {
        ifOpen(opened -> opened.ends().disconnectHub(hubId, reason, revision));
    }

    /** LwM2M has no word for where to go; whoever registers there is told here that it cannot now. */
    @Override
    public void redirectHub(String hubId, String serverReference, long revision) {
        disconnectHub(hubId, Reason.HUB_MOVED, revision);
    }

    @Override
    public void settle() {
        // What is told takes effect at once.
    }

    /** Devices here subscribe to nothing: what is for one of them is told to it ({@link #tell}). */
    @Override
    public boolean publish(String hubId, Message message) {
        return true;
    }

    @Override
    public CompletionStage<Telling> tell(String hubId, String deviceId, HubMessage message) {
        return interior.map(opened -> opened.outgoing().tell(hubId, deviceId, message))
                .orElseGet(() -> CompletableFuture.completedFuture(Telling.ABSENT));
    }

    @Override
    public CompletionStage<ObjectAnswer> operate(String hubId, String deviceId, ObjectRequest request) {
        return interior.map(opened -> opened.operations().operate(hubId, deviceId, request))
                .orElseGet(() -> CompletableFuture.completedFuture(ObjectAnswer.ABSENT));
    }

    @Override
    public void describe(ObjectModels models) {
        ifOpen(opened -> opened.describe(models));
    }

    private void ifOpen(Consumer<OpenDoor> action) {
        interior.ifPresent(action);
    }

    @Override
    public Map<String, Integer> connections() {
        return interior.map(OpenDoor::connections).orElse(Map.of());
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
