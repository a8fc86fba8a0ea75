package org.axletree.web.console.twin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.twin.TwinAddress;
import org.axletree.hub.registry.twin.TwinDocument;
import org.axletree.hub.registry.twin.TwinService;
import org.axletree.web.console.Region;
import org.axletree.web.console.Texts;

/** Cloud twins: any number of documents, which device and owner write alike. */
@ApplicationScoped
class Documents implements TwinKind {
    @Inject
    private TwinService twins;

    @Override
    public String dialect() {
        return "";
    }

    @Override
    public boolean hasDocuments() {
        return true;
    }

    @Override
    public List<TwinPart> parts(Device device) {
        TwinAddress twin = twin(device);
        return twins.names(twin).stream()
                .flatMap(name -> document(twin, name).stream())
                .map(document -> TwinPart.of(
                        document.documentName(), document.data(), document.version(), Optional.empty(), true, true))
                .toList();
    }

    private Optional<TwinDocument> document(TwinAddress twin, String name) {
        try {
            return Optional.of(twins.get(twin, name));
        } catch (ProblemException gone) {
            return Optional.empty();
        }
    }

    @Override
    public void put(Device device, String part, JsonObject content, long version) {
        TwinAddress twin = twin(device);
        if (version == 0 && twins.names(twin).contains(part)) {
            throw new ProblemException(
                    new Problem.TransientState("document", part, Texts.of("problem.document.there")));
        }
        twins.put(twin, part, Optional.of(version), content);
    }

    @Override
    public void delete(Device device, String part) {
        twins.delete(twin(device), part);
    }

    private static TwinAddress twin(Device device) {
        return TwinAddress.of(Region.DEFAULT, device.id());
    }
}
