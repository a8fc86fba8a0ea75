package org.axletree.coap.object;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axletree.core.door.DeviceInflow;
import org.axletree.core.door.ObjectModels;
import org.eclipse.leshan.core.model.LwM2mModel;

/**
 * What bytes mean, by hub: owners describe objects of their own. A hub's descriptions are asked for when the first of its devices
 * comes, and are what the hub says they are from then on. From any thread.
 */
public final class ObjectCodecs {
    private final KnownObjects known = new KnownObjects();
    private final Encodings encodings = new Encodings();
    private final ObjectCodec common = new ObjectCodec(encodings, known);
    private final Map<String, Described> byHub = new ConcurrentHashMap<>();
    /** How many ask what a hub has described: whoever asked before it was described anew is told what is old. */
    private final Map<String, Integer> asking = new ConcurrentHashMap<>();

    private record Described(ObjectModels models, ObjectCodec codec) {
        Described newer(Described other) {
            return models.newer(other.models) == models ? this : other;
        }
    }

    /** Asks the hub what its owner has described, unless that is known. Blocks on the database. */
    public void require(DeviceInflow inflow, String hubId) {
        if (!byHub.containsKey(hubId)) {
            asking.merge(hubId, 1, Integer::sum);
            try {
                known(inflow.objectModels(hubId));
            } finally {
                asking.computeIfPresent(hubId, (id, askers) -> askers == 1 ? null : askers - 1);
            }
        }
    }

    /** That is what the owner of a hub has described, unless something newer is known. */
    void known(ObjectModels models) {
        byHub.merge(models.hubId(), described(models), Described::newer);
    }

    /** The owner of a hub has described its objects anew, which is of no interest where none of its devices is, or comes. */
    public void describe(ObjectModels models) {
        Described now = described(models);
        byHub.compute(models.hubId(), (hubId, before) -> {
            if (before == null) {
                return asking.containsKey(hubId) ? now : null;
            }
            return before.newer(now);
        });
    }

    /** No device of the hub is here any more. */
    public void forget(String hubId) {
        byHub.remove(hubId);
    }

    private Described described(ObjectModels models) {
        LwM2mModel model = new HubObjects(models, known);
        return new Described(models, new ObjectCodec(encodings, model));
    }

    /** For the devices of a hub. */
    public ObjectCodec of(String hubId) {
        return Optional.ofNullable(byHub.get(hubId)).map(Described::codec).orElse(common);
    }
}
