package org.axletree.coap.object;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axletree.core.door.ObjectModels;
import org.eclipse.leshan.core.model.LwM2mModel;
import org.eclipse.leshan.core.model.ObjectModel;
import org.eclipse.leshan.core.model.ResourceModel;

/** The objects of a hub's devices: as its owner has described them, or else as everybody knows them. */
final class HubObjects implements LwM2mModel {
    private final Map<Integer, ObjectModel> described;
    private final LwM2mModel known;

    HubObjects(ObjectModels models, LwM2mModel known) {
        this.described = models.models().stream()
                .map(HubObjects::object)
                .collect(Collectors.toUnmodifiableMap(object -> object.id, Function.identity()));
        this.known = known;
    }

    private static ObjectModel object(org.axletree.core.door.ObjectModel of) {
        return new ObjectModel(
                of.id(),
                of.name(),
                "",
                of.version(),
                of.multiple(),
                false,
                of.resources().stream().map(HubObjects::resource).toList());
    }

    private static ResourceModel resource(org.axletree.core.door.ObjectModel.Resource of) {
        return new ResourceModel(
                of.id(),
                of.name(),
                of.operations().isEmpty()
                        ? ResourceModel.Operations.NONE
                        : ResourceModel.Operations.valueOf(of.operations()),
                of.multiple(),
                of.mandatory(),
                type(of.type()),
                "",
                of.units(),
                "");
    }

    private static ResourceModel.Type type(org.axletree.core.door.ObjectModel.Type of) {
        return switch (of) {
            case STRING -> ResourceModel.Type.STRING;
            case INTEGER -> ResourceModel.Type.INTEGER;
            case UNSIGNED_INTEGER -> ResourceModel.Type.UNSIGNED_INTEGER;
            case FLOAT -> ResourceModel.Type.FLOAT;
            case BOOLEAN -> ResourceModel.Type.BOOLEAN;
            case OPAQUE -> ResourceModel.Type.OPAQUE;
            case TIME -> ResourceModel.Type.TIME;
            case OBJECT_LINK -> ResourceModel.Type.OBJLNK;
            case CORE_LINK -> ResourceModel.Type.CORELINK;
            case NONE -> ResourceModel.Type.NONE;
        };
    }

    @Override
    public ObjectModel getObjectModel(int id) {
        ObjectModel own = described.get(id);
        return own == null ? known.getObjectModel(id) : own;
    }

    @Override
    public ResourceModel getResourceModel(int objectId, int resourceId) {
        ObjectModel object = getObjectModel(objectId);
        return object == null ? null : object.resources.get(resourceId); // as the interface has it
    }

    @Override
    public Collection<ObjectModel> getObjectModels() {
        return described.values();
    }
}
