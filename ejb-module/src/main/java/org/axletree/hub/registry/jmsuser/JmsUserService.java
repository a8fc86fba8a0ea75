package org.axletree.hub.registry.jmsuser;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.route.BrokerAccess;
import org.axletree.hub.authority.SecretBox;
import org.axletree.hub.registry.ArgumentCheck;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Quota;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.RegistryLock;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.hub.registry.listing.ListOrder;
import org.axletree.hub.registry.listing.Listing;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.hub.settings.HubSettings;

/** What one can do with users of the JMS broker. Every method throws {@link ProblemException} where it cannot. */
@ApplicationScoped
public class JmsUserService {
    private static final ListOrder ORDER = new ListOrder(Map.of("name", "x.name", "created_at", "x.createdAt"));
    private static final int PASSWORD_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Registry registry;
    private HubSettings settings;
    private SecretBox box;
    private final Clock clock = Clock.systemUTC();

    /** For the container. */
    protected JmsUserService() {}

    @Inject
    public JmsUserService(Registry registry, HubSettings settings, SecretBox box) {
        this.registry = registry;
        this.settings = settings;
        this.box = box;
    }

    /** Creates a user; its password is in the answer and nowhere else. */
    public CreatedJmsUser create(NewJmsUser user) {
        String project =
                user.projectId().or(() -> Caller.current().onlyProject()).orElse(HubService.DEFAULT_PROJECT);
        new ArgumentCheck(settings)
                .region(user.region())
                .name("name", user.name())
                .project("project_id", project)
                .done();
        if (!Caller.current().sees(project)) {
            throw new ProblemException(new Problem.PermissionsDenied("project", "write"));
        }
        String id = UUID.randomUUID().toString();
        String password = newPassword();
        return registry.change("jms_user", id, entities -> {
            RegistryLock.take(entities);
            requireRoom(entities, project);
            JmsUserRow row = new JmsUserRow();
            row.id = id;
            row.region = user.region();
            row.projectId = project;
            row.name = user.name();
            row.sealedPassword = sealed(id, password);
            row.createdAt = clock.millis();
            entities.persist(row);
            return new CreatedJmsUser(row.toUser(), password);
        });
    }

    public Page<JmsUser> list(String region, Optional<String> projectId, Optional<String> name, PageRequest page) {
        new ArgumentCheck(settings).region(region).done();
        String orderBy = ORDER.clause(page);
        return registry.read(entities -> new Listing<>(JmsUserRow.class)
                .of("region", region)
                .visible(Caller.current().projects())
                .where("projectId", projectId)
                .whereContains("name", name)
                .page(entities, page, orderBy)
                .map(JmsUserRow::toUser));
    }

    public JmsUser get(String region, String userId) {
        return registry.read(entities -> find(entities, region, userId).toUser());
    }

    /** Makes a user good for nothing any more. */
    public void delete(String region, String userId) {
        registry.change("jms_user", userId, entities -> {
            entities.remove(find(entities, region, userId));
            return null;
        });
    }

    /** Gives a user another password; the former one is good no more. */
    public CreatedJmsUser renewPassword(String region, String userId) {
        String password = newPassword();
        return registry.change("jms_user", userId, entities -> {
            JmsUserRow row = find(entities, region, userId);
            row.sealedPassword = sealed(userId, password);
            return new CreatedJmsUser(row.toUser(), password);
        });
    }

    /** All users, for the broker. */
    public List<BrokerAccess.User> logins() {
        return registry.read(
                entities -> entities.createQuery("select u from JmsUserRow u order by u.id", JmsUserRow.class)
                        .getResultStream()
                        .map(row -> new BrokerAccess.User(row.id, opened(row), row.projectId))
                        .toList());
    }

    /** Which project each destination of JMS belongs to, by {@link org.axletree.hub.registry.route.RouteDestination#name()}. */
    public Map<String, String> projectsByDestination() {
        return registry.read(entities -> entities.createQuery(
                        "select d.destination, h.projectId from RouteDestinationRow d, HubRow h"
                                + " where h.id = d.hubId and d.destination like 'jms:%'",
                        Object[].class)
                .getResultStream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (String) row[1])));
    }

    private static String newPassword() {
        byte[] random = new byte[PASSWORD_BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private String sealed(String id, String password) {
        return Base64.getEncoder().encodeToString(box.seal(context(id), password.getBytes(StandardCharsets.US_ASCII)));
    }

    private String opened(JmsUserRow row) {
        byte[] sealed = Base64.getDecoder().decode(row.sealedPassword);
        return new String(box.open(context(row.id), sealed), StandardCharsets.US_ASCII);
    }

    private static String context(String id) {
        return "jms_user:" + id;
    }

    private static JmsUserRow find(EntityManager entities, String region, String userId) {
        return Optional.of(userId)
                .filter(StoredText::isPossible)
                .map(id -> entities.find(JmsUserRow.class, id))
                .filter(row -> row.region.equals(region))
                .filter(row -> Caller.current().sees(row.projectId))
                .orElseThrow(() -> ProblemException.notFound("jms_user", userId));
    }

    private void requireRoom(EntityManager entities, String projectId) {
        long users = entities.createQuery(
                        "select count(u) from JmsUserRow u where u.projectId = :projectId", Long.class)
                .setParameter("projectId", projectId)
                .getSingleResult();
        Quota.requireRoom("jms_users", settings.limit(HubLimit.JMS_USERS_PER_PROJECT), users);
    }
}
