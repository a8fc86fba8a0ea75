package org.axletree.hub.registry;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the transaction of this thread changed so far. It is written in the same transaction, so that there is no change
 * without its entry and no entry without its change.
 */
final class AuditTrail {
    /** A text longer than this is cut: an entry tells what changed and is no backup. */
    private static final int MOST_TEXT = 1_000;

    /** Old entries are looked for when so many new ones have been written, at least. */
    private static final int TRIM_INTERVAL = 200;

    /** And when they are this part of those that are kept: to find the oldest of them is to count them all. */
    private static final int TRIM_SHARE = 20;

    private static final String INSERT =
            "insert into audit_entry (happened_at, who, actor, token_id, user_id, source_address, action,"
                    + " resource, resource_id, hub_id, project_id, state_before, state_after)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, coalesce(?, (select h.project_id from hub h where h.id = ?), ''), ?, ?)";

    /** Json's own methods look for the implementation each time. */
    private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

    private static final ThreadLocal<List<Change>> CHANGES = ThreadLocal.withInitial(ArrayList::new);
    private static final ProgramDeeds PROGRAMS = new ProgramDeeds();
    private static final AtomicInteger UNTRIMMED = new AtomicInteger(Integer.MAX_VALUE / 2);

    private record Change(
            String kind,
            String id,
            String hubId,
            Optional<String> projectId,
            String action,
            Map<String, Object> before,
            Map<String, Object> after) {}

    private AuditTrail() {}

    /** Keeps the fields that differ; if none does, nothing happened that anybody could see. */
    static void note(AuditedRow row, String action, Map<String, Object> before, Map<String, Object> after) {
        Map<String, Object> was = new TreeMap<>(before);
        Map<String, Object> is = new TreeMap<>(after);
        was.entrySet().removeAll(after.entrySet());
        is.entrySet().removeAll(before.entrySet());
        if (!was.isEmpty() || !is.isEmpty()) {
            CHANGES.get()
                    .add(new Change(
                            row.auditedKind(),
                            row.auditedId(),
                            row.auditedHubId(),
                            row.auditedProjectId(),
                            action,
                            was,
                            is));
        }
    }

    /** Likewise, of what is no audited row; what the hub and devices do by themselves is not noted. */
    static void noteDeed(AuditedDeed deed) {
        if (Caller.isKnown()) {
            CHANGES.get()
                    .add(new Change(
                            deed.resource(),
                            deed.resourceId(),
                            deed.hubId(),
                            Optional.empty(),
                            deed.action(),
                            new TreeMap<>(deed.before()),
                            new TreeMap<>(deed.after())));
        }
    }

    static void forget() {
        CHANGES.remove();
    }

    /** What was written in this thread was not committed. */
    static void undo() {
        PROGRAMS.forget(Caller.current());
    }

    /** Writes down what was noted so far. */
    static void write(EntityManager entities, long nowMillis) {
        List<Change> changes = CHANGES.get();
        if (changes.isEmpty()) {
            return;
        }
        Caller caller = Caller.current();
        changes.removeIf(change -> {
            OptionalLong untold =
                    PROGRAMS.untoldBefore(caller, change.action(), change.hubId(), change.kind(), nowMillis);
            if (untold.orElse(0) > 0) {
                change.after().put("others_before", untold.getAsLong());
            }
            return untold.isEmpty();
        });
        if (changes.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = entities.unwrap(Connection.class).prepareStatement(INSERT)) {
            for (Change change : changes) {
                insert.setLong(1, nowMillis);
                insert.setString(2, caller.name());
                insert.setString(3, caller.kind().apiName());
                insert.setString(4, caller.kind() == Caller.Kind.TOKEN ? caller.id() : "");
                insert.setString(5, caller.kind() == Caller.Kind.PERSON ? caller.id() : "");
                insert.setString(6, caller.sourceAddress());
                insert.setString(7, change.action());
                insert.setString(8, change.kind());
                insert.setString(9, change.id());
                insert.setString(10, change.hubId());
                insert.setString(11, change.projectId().orElse(null));
                insert.setString(12, change.hubId());
                insert.setString(13, json(change.before()));
                insert.setString(14, json(change.after()));
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new PersistenceException("the audit log could not be written", e);
        }
        UNTRIMMED.addAndGet(changes.size());
        changes.clear();
    }

    /**
     * Removes the oldest entries, now and then.
     *
     * @param most entries that are kept; between two times, a twentieth more
     */
    static void trim(EntityManager entities, int most) {
        if (UNTRIMMED.get() >= Math.max(TRIM_INTERVAL, most / TRIM_SHARE)) {
            UNTRIMMED.set(0);
            removeOldest(entities, most);
        }
    }

    private static String json(Map<String, Object> fields) {
        JsonObjectBuilder json = BUILDERS.createObjectBuilder();
        fields.forEach((name, value) -> {
            if (value instanceof Boolean flag) {
                json.add(name, flag);
            } else {
                json.add(name, shortened(value.toString()));
            }
        });
        return json.build().toString();
    }

    private static String shortened(String text) {
        return text.length() <= MOST_TEXT ? text : StoredText.mended(text.substring(0, MOST_TEXT - 1)) + "…";
    }

    private static void removeOldest(EntityManager entities, int most) {
        entities.createQuery("select e.id from AuditRow e order by e.id desc", Long.class)
                .setFirstResult(most)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .ifPresent(newestToGo -> entities.createQuery("delete from AuditRow e where e.id <= :id")
                        .setParameter("id", newestToGo)
                        .executeUpdate());
    }
}
