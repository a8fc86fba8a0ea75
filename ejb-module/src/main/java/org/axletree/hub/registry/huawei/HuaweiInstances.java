package org.axletree.hub.registry.huawei;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.registry.hub.ProductPlan;

/** Finds the hub that Huawei's words mean: an instance by its id, or the only one of a project. */
@ApplicationScoped
public class HuaweiInstances {
    private static final String COLUMNS =
            "select h.id, h.region, h.name, h.projectId, h.productPlan from HubRow h where h.projectId = :project";

    private Registry registry;

    /** For the container. */
    protected HuaweiInstances() {}

    @Inject
    public HuaweiInstances(Registry registry) {
        this.registry = registry;
    }

    /**
     * A hub as an instance.
     *
     * @param id UUID
     */
    public record Instance(String id, String region, String name, String projectId, boolean shared) {}

    /**
     * @param appId what else may name the hub; it cannot name another than the address does
     * @throws ProblemException if there is no such hub in the project, the project has several and none is named, or two are
     */
    public Instance instance(HuaweiAddress address, Optional<String> appId) {
        Optional<String> id = appId.or(address::instanceId);
        address.instanceId()
                .filter(instance -> !instance.equals(id.orElseThrow()))
                .ifPresent(other -> {
                    registry.read(entities -> named(entities, address.projectId(), id.orElseThrow()));
                    throw ProblemException.invalid(
                            "app_id",
                            "constraint",
                            "names another hub than the header Instance-Id does (expected: the same one, or one of the two alone)");
                });
        return registry.read(entities -> id.isPresent()
                ? named(entities, address.projectId(), id.get())
                : onlyOne(entities, address.projectId()));
    }

    private static Instance named(EntityManager entities, String projectId, String id) {
        return found(entities, projectId).stream()
                .filter(instance -> instance.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("instance", id));
    }

    private static Instance onlyOne(EntityManager entities, String projectId) {
        List<Instance> instances = found(entities, projectId);
        if (instances.size() > 1) {
            throw ProblemException.invalid(
                    "Instance-Id",
                    "required",
                    "the project has " + instances.size() + " hubs (expected: a header with the id of one)");
        }
        return instances.stream().findFirst().orElseThrow(() -> ProblemException.notFound("project", projectId));
    }

    private static List<Instance> found(EntityManager entities, String projectId) {
        if (!StoredText.isPossible(projectId) || !Caller.current().sees(projectId)) {
            return List.of();
        }
        return entities.createQuery(COLUMNS, Object[].class)
                .setParameter("project", projectId)
                .getResultStream()
                .map(row -> new Instance(
                        (String) row[0],
                        (String) row[1],
                        (String) row[2],
                        (String) row[3],
                        row[4] == ProductPlan.SHARED))
                .toList();
    }
}
