package org.axletree.hub.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.settings.HubSettings;

/**
 * The latest connections of devices since this process began: {@link HubLimit#CONNECTIONS_REMEMBERED} of each, and a bounded
 * number of all, of which the devices that came last are remembered longest. Lives in memory: refusals, which somebody asks for a
 * week later, are in the journal of events.
 */
@ApplicationScoped
public class ConnectionLog {
    private static final int MOST_OF_ALL = 50_000;
    private static final int MOST_CLIENT_ID = 256;

    private final Instant begun = Instant.now();
    private final LinkedHashMap<String, Book> books = new LinkedHashMap<>(16, 0.75f, true);
    private int mostOfDevice;
    private int mostOfAll;
    private int remembered;

    /** The connections of one device, the newest first. */
    private static final class Book {
        private final Deque<Entry> entries = new ArrayDeque<>(1);
        private long turns;
    }

    private static final class Entry {
        private final long connectionId;
        private PastConnection connection;

        Entry(long connectionId, PastConnection connection) {
            this.connectionId = connectionId;
            this.connection = connection;
        }
    }

    /** For the container. */
    protected ConnectionLog() {}

    @Inject
    public ConnectionLog(HubSettings settings) {
        this(settings.limit(HubLimit.CONNECTIONS_REMEMBERED), MOST_OF_ALL);
    }

    ConnectionLog(int mostOfDevice, int mostOfAll) {
        this.mostOfDevice = mostOfDevice;
        this.mostOfAll = mostOfAll;
    }

    /** Since when connections are remembered. */
    public Instant begun() {
        return begun;
    }

    /** A connection of the device was admitted. */
    public synchronized void arrived(String deviceId, ConnectRequest request, Instant at) {
        Book book = books.computeIfAbsent(deviceId, id -> new Book());
        book.turns++;
        book.entries.addFirst(new Entry(
                request.connectionId(),
                new PastConnection(
                        at,
                        request.remoteAddress(),
                        request.protocol(),
                        request.security(),
                        shortened(request.clientId()),
                        request.keepAliveSeconds(),
                        Optional.empty())));
        remembered++;
        if (book.entries.size() > mostOfDevice) {
            book.entries.removeLast();
            remembered--;
        }
        forgetEldest(deviceId);
    }

    /** Whole devices at a time: a timeline with holes would lie. */
    private void forgetEldest(String newest) {
        Iterator<Map.Entry<String, Book>> eldest = books.entrySet().iterator();
        while (remembered > mostOfAll && eldest.hasNext()) {
            Map.Entry<String, Book> next = eldest.next();
            if (!next.getKey().equals(newest)) {
                remembered -= next.getValue().entries.size();
                eldest.remove();
            }
        }
    }

    /** An admitted connection of the device has ended. */
    public synchronized void departed(String deviceId, long connectionId, Instant at, Reason reason) {
        Book book = books.get(deviceId);
        if (book == null) {
            return;
        }
        for (Entry entry : book.entries) {
            if (entry.connectionId == connectionId) {
                PastConnection was = entry.connection;
                entry.connection = new PastConnection(
                        was.began(),
                        was.remoteAddress(),
                        was.protocol(),
                        was.security(),
                        was.clientId(),
                        was.keepAliveSeconds(),
                        Optional.of(new PastConnection.End(at, reason)));
                book.turns++;
                return;
            }
        }
    }

    /** The latest of a device, newest first. */
    public synchronized List<PastConnection> of(String deviceId) {
        Book book = books.get(deviceId);
        if (book == null) {
            return Collections.emptyList();
        }
        List<PastConnection> latest = new ArrayList<>(book.entries.size());
        book.entries.forEach(entry -> latest.add(entry.connection));
        return latest;
    }

    /** Counts up whenever the device comes or goes, so that whoever looks knows that there is something new. */
    public synchronized long turns(String deviceId) {
        Book book = books.get(deviceId);
        return book == null ? 0 : book.turns;
    }

    private static String shortened(String clientId) {
        return clientId.length() <= MOST_CLIENT_ID ? clientId : clientId.substring(0, MOST_CLIENT_ID - 1) + "…";
    }
}
