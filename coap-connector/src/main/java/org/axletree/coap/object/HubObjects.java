package org.axletree.coap.object;

import java.util.Collection;
import org.axletree.core.door.ObjectModels;
import org.eclipse.leshan.core.model.LwM2mModel;
import org.eclipse.leshan.core.model.ObjectModel;
import org.eclipse.leshan.core.model.ResourceModel;
import org.eclipse.leshan.core.model.StaticModel;

/** The objects of a hub's devices: as its owner has described them, or else as everybody knows them. */
final class HubObjects implements LwM2mModel {
    private final LwM2mModel described;
    private final LwM2mModel known;

    HubObjects(ObjectModels models, LwM2mModel known) {
        this.described =
                new StaticModel(models.models().stream().map(HubObjects::object).toList());
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

    /** Where an object is described, the whole of it is. */
    private LwM2mModel of(int objectId) {
        return described.getObjectModel(objectId) == null ? known : described;
    }

    @Override
    public ObjectModel getObjectModel(int id) {
        return of(id).getObjectModel(id);
    }

    @Override
    public ResourceModel getResourceModel(int objectId, int resourceId) {
        return of(objectId).getResourceModel(objectId, resourceId);
    }

    @Override
    public Collection<ObjectModel> getObjectModels() {
        return described.getObjectModels();
    }
}
