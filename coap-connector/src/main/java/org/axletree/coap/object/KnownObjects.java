package org.axletree.coap.object;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.leshan.core.model.LwM2mModel;
import org.eclipse.leshan.core.model.LwM2mModelRepository;
import org.eclipse.leshan.core.model.ObjectLoader;
import org.eclipse.leshan.core.model.ObjectModel;
import org.eclipse.leshan.core.model.ResourceModel;
import org.eclipse.leshan.core.model.ResourceModel.Operations;
import org.eclipse.leshan.core.model.ResourceModel.Type;
import org.eclipse.leshan.core.model.StaticModel;

/**
 * The objects that everybody knows: LwM2M's own in their newest versions, what is binary, and sensors. Made at the first use, as
 * reading them takes a while. From any thread.
 */
final class KnownObjects implements LwM2mModel {
    private static final List<Integer> LWM2MS_OWN = List.of(0, 1, 2, 3, 4, 5, 6, 7, 21);
    private static final int BINARY = 19;

    private volatile Optional<LwM2mModel> read = Optional.empty();

    private LwM2mModel objects() {
        if (read.isEmpty()) {
            Map<Integer, ObjectModel> objects = new HashMap<>(SensorObjects.read());
            LwM2mModel own = new LwM2mModelRepository(ObjectLoader.loadAllDefault()).getLwM2mModel();
            LWM2MS_OWN.forEach(id -> objects.put(id, own.getObjectModel(id)));
            objects.put(BINARY, binary());
            read = Optional.of(new StaticModel(objects.values()));
        }
        return read.get();
    }

    /** One resource of what is data in OMA's has several instances; devices of Huawei's have it once. */
    private static ObjectModel binary() {
        return new ObjectModel(
                BINARY,
                "BinaryAppDataContainer",
                "",
                "1.0",
                true,
                false,
                List.of(
                        resource(0, "Data", Type.OPAQUE),
                        resource(1, "Data Priority", Type.INTEGER),
                        resource(2, "Data Creation Time", Type.TIME),
                        resource(3, "Data Description", Type.STRING),
                        resource(4, "Data Format", Type.STRING),
                        resource(5, "App ID", Type.INTEGER)));
    }

    private static ResourceModel resource(int id, String name, Type type) {
        return new ResourceModel(id, name, Operations.RW, false, false, type, "", "", "");
    }

    @Override
    public ObjectModel getObjectModel(int id) {
        return objects().getObjectModel(id);
    }

    @Override
    public ResourceModel getResourceModel(int objectId, int resourceId) {
        return objects().getResourceModel(objectId, resourceId);
    }

    @Override
    public Collection<ObjectModel> getObjectModels() {
        return objects().getObjectModels();
    }
}
