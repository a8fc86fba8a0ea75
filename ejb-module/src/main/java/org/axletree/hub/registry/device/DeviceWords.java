package org.axletree.hub.registry.device;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.axletree.hub.registry.listing.Listing;
import org.axletree.hub.registry.listing.SearchWords;

/**
 * By what devices are found: the beginnings of the words of their names and descriptions, of their ids, and of the fingerprints of
 * their certificates. Each is read off an index that begins with it.
 */
public final class DeviceWords {
    private static final Pattern BEGINNING_OF_ID = Pattern.compile("[0-9a-f][0-9a-f-]{3,35}");
    private static final Pattern BEGINNING_OF_FINGERPRINT = Pattern.compile("[0-9a-f]{8,64}");

    private DeviceWords() {}

    /** Writes down the words of devices that are new, once they are in the database. */
    public static void add(EntityManager entities, Collection<DeviceRow> devices) {
        entities.flush(); // devices come first: nothing else tells EclipseLink
        inBatch(entities, "insert into device_word (hub_id, word, device_id) values (?, ?, ?)", insert -> {
            for (DeviceRow device : devices) {
                for (String word : SearchWords.of(device.name, device.description)) {
                    insert.setString(1, device.hubId);
                    insert.setString(2, word);
                    insert.setString(3, device.id);
                    insert.addBatch();
                }
            }
        });
    }

    /** A device has another description, or another hub. */
    static void change(EntityManager entities, DeviceRow device) {
        inBatch(entities, "delete from device_word where device_id = ?", delete -> {
            delete.setString(1, device.id);
            delete.addBatch();
        });
        add(entities, List.of(device));
    }

    @FunctionalInterface
    private interface Filling {
        void fill(PreparedStatement statement) throws SQLException;
    }

    private static void inBatch(EntityManager entities, String statement, Filling filling) {
        try (PreparedStatement prepared = entities.unwrap(Connection.class).prepareStatement(statement)) {
            filling.fill(prepared);
            prepared.executeBatch();
        } catch (SQLException e) {
            throw new PersistenceException("the words of devices could not be written", e);
        }
    }

    /**
     * The devices of a hub that are found by what somebody typed; empty if these are more, or if there is nothing to look for.
     *
     * @param most so many are few
     */
    static Optional<Set<String>> few(EntityManager entities, String region, String hubId, String typed, int most) {
        Set<String> found = new LinkedHashSet<>();
        boolean few = ofWords(entities, hubId, SearchWords.wanted(typed), most, found)
                && ofId(entities, region, hubId, typed, most, found)
                && ofFingerprint(entities, hubId, typed, most, found);
        return few && found.size() <= most ? Optional.of(found) : Optional.empty();
    }

    /** The longest word has the fewest devices, as a rule; of each of these the other words are looked up. */
    private static boolean ofWords(
            EntityManager entities, String hubId, List<String> wanted, int most, Set<String> found) {
        if (wanted.isEmpty()) {
            return true;
        }
        List<String> words = wanted.stream()
                .sorted((one, other) -> Integer.compare(other.length(), one.length()))
                .toList();
        StringBuilder query = new StringBuilder(
                "select w.deviceId from DeviceWordRow w where w.hubId = :hubId and w.word >= :from0 and w.word < :to0");
        for (int i = 1; i < words.size(); i++) {
            query.append(" and exists (select o")
                    .append(i)
                    .append(".word from DeviceWordRow o")
                    .append(i);
            query.append(" where o")
                    .append(i)
                    .append(".deviceId = w.deviceId and o")
                    .append(i)
                    .append(".word >= :from");
            query.append(i)
                    .append(" and o")
                    .append(i)
                    .append(".word < :to")
                    .append(i)
                    .append(")");
        }
        var prepared = entities.createQuery(query.toString(), String.class).setParameter("hubId", hubId);
        for (int i = 0; i < words.size(); i++) {
            prepared.setParameter("from" + i, words.get(i)).setParameter("to" + i, SearchWords.end(words.get(i)));
        }
        // A device may have several such words.
        int enough = 2 * most + 1;
        List<String> ids = prepared.setMaxResults(enough).getResultList();
        found.addAll(ids);
        return ids.size() < enough;
    }

    private static boolean ofId(
            EntityManager entities, String region, String hubId, String typed, int most, Set<String> found) {
        String beginning = typed.strip().toLowerCase(Locale.ROOT);
        return !BEGINNING_OF_ID.matcher(beginning).matches()
                || noted(
                        entities.createQuery(
                                        "select d.id from DeviceRow d where d.region = :region and d.hubId = :hubId"
                                                + " and d.id >= :from and d.id < :to",
                                        String.class)
                                .setParameter("region", region)
                                .setParameter("hubId", hubId)
                                .setParameter("from", beginning)
                                .setParameter("to", SearchWords.end(beginning))
                                .setMaxResults(most + 1)
                                .getResultList(),
                        most,
                        found);
    }

    private static boolean ofFingerprint(
            EntityManager entities, String hubId, String typed, int most, Set<String> found) {
        String beginning = typed.strip().replace(":", "").toLowerCase(Locale.ROOT);
        return !BEGINNING_OF_FINGERPRINT.matcher(beginning).matches()
                || noted(
                        entities.createQuery(
                                        "select c.deviceId from DeviceCertificateRow c, DeviceRow d where d.id = c.deviceId"
                                                + " and d.hubId = :hubId and c.fingerprint >= :from and c.fingerprint < :to",
                                        String.class)
                                .setParameter("hubId", hubId)
                                .setParameter("from", beginning)
                                .setParameter("to", SearchWords.end(beginning))
                                .setMaxResults(most + 1)
                                .getResultList(),
                        most,
                        found);
    }

    private static boolean noted(List<String> ids, int most, Set<String> found) {
        found.addAll(ids);
        return ids.size() <= most;
    }

    /** Only devices that have all the words; for where these are many, and are met soon in any order. */
    static void restrict(Listing<DeviceRow> listing, String typed) {
        List<String> words = SearchWords.wanted(typed);
        for (int i = 0; i < words.size(); i++) {
            listing.suchThat(
                    "exists (select w" + i + ".word from DeviceWordRow w" + i + " where w" + i
                            + ".deviceId = x.id and w" + i + ".word >= :from" + i + " and w" + i + ".word < :to" + i
                            + ")",
                    Map.of("from" + i, words.get(i), "to" + i, SearchWords.end(words.get(i))));
        }
    }
}
