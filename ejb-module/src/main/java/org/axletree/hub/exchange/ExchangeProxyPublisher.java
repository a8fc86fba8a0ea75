package org.axletree.hub.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.axletree.core.door.Admission;
import org.axletree.core.message.HubMessage;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.dialect.ProxyPublisher;
import org.axletree.hub.gate.Gate;

/** Publishes for devices that stand behind another, with the rights that the gate gives them now. */
@ApplicationScoped
public class ExchangeProxyPublisher implements ProxyPublisher {
    private Exchange exchange;
    private Gate gate;

    /** For the container's proxy. */
    protected ExchangeProxyPublisher() {}

    @Inject
    public ExchangeProxyPublisher(Exchange exchange, Gate gate) {
        this.exchange = exchange;
        this.gate = gate;
    }

    @Override
    public CompletionStage<Optional<Reason>> publish(String hubId, String deviceId, HubMessage message) {
        Optional<Admission.Admitted> rights = gate.rightsWithoutConnection(hubId, deviceId);
        if (rights.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.of(Reason.DEVICE_DISABLED));
        }
        return exchange.publish(rights.get(), message)
                .thenApply(outcome ->
                        outcome.<Optional<Reason>>fold(Optional::empty, refused -> Optional.of(refused.reason())));
    }
}
