package org.axletree.web.console.device;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axletree.core.door.Sender;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Qos;
import org.axletree.hub.exchange.Exchange;
import org.axletree.hub.exchange.Outcome;
import org.axletree.hub.registry.AuditedDeed;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.audit.AuditLog;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.web.console.Done;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Texts;
import org.axletree.web.console.Typed;

/** Says something in the hub of a device, for it and whoever else subscribes to the topic. */
@Named
@ViewScoped
public class SendForm implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int PATIENCE_SECONDS = 10;
    private static final String FORM = "send";

    @Inject
    private Exchange exchange;

    @Inject
    private AuditLog audit;

    @Inject
    private DevicePage devicePage;

    private String topic = "";
    private String payload = "";
    private int qos = 1;
    private boolean retain;

    public void send() {
        try {
            Caller.requireChange("message");
            Typed.topic(topic);
            Outcome outcome = publish();
            if (outcome instanceof Outcome.Refused refused) {
                throw new ProblemException(new Problem.Unavailable(
                        Texts.of("problem.refused", "why", refused.reason().text())));
            }
            audit.note(AuditedDeed.once(
                    "sent",
                    "message",
                    devicePage.getId(),
                    devicePage.getHub().id(),
                    Map.of(
                            "topic",
                            topic,
                            "bytes",
                            payload.getBytes(StandardCharsets.UTF_8).length,
                            "retain",
                            retain)));
            Done.here("done.sent", "topic", topic);
        } catch (ProblemException refused) {
            Problems.show(refused, FORM);
        }
    }

    private Outcome publish() {
        Hub hub = devicePage.getHub();
        HubMessage message = new HubMessage(
                topic,
                Qos.values()[Math.max(0, Math.min(2, qos))],
                retain,
                System.currentTimeMillis(),
                payload.getBytes(StandardCharsets.UTF_8));
        try {
            return exchange.publish(new Sender.Hub(hub.id(), hub.name()), message)
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ProblemException(new Problem.Unavailable(Texts.of("problem.stopping")));
        } catch (ExecutionException | TimeoutException slow) {
            throw new ProblemException(new Problem.Unavailable(Texts.of("problem.unsent")));
        }
    }

    public String getTopic() {
        return topic;
    }

    public void setTopic(String topic) {
        this.topic = topic == null ? "" : topic;
    }

    public String getPayload() {
        return payload;
    }

    public void setPayload(String payload) {
        this.payload = payload == null ? "" : payload;
    }

    public int getQos() {
        return qos;
    }

    public void setQos(int qos) {
        this.qos = qos;
    }

    public boolean isRetain() {
        return retain;
    }

    public void setRetain(boolean retain) {
        this.retain = retain;
    }
}
