package org.axletree.door.pressure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The allowances of all hubs, and what they may use together: what they keep is in memory too, and many full hubs must not
 * use it up. A hub's is as small as a counter, and stays until the hub is gone.
 */
public final class Allowances {
    /** The part of what all hubs may keep that strangers may use. */
    private static final int STRANGERS = 8;
    /** The part, as large again, that parts of packets may use. */
    private static final int RECEIVING = 4;

    private final Map<String, Allowance> byHub = new ConcurrentHashMap<>();
    private final long most;
    private final Allowance together;
    private final Allowance strangers;
    private final Map<String, Allowance> receiving = new ConcurrentHashMap<>();
    private final Allowance allReceiving;
    private final long mostReceiving;
    private final MemoryWatermark memory;

    /**
     * Half of the heap together.
     *
     * @param most bytes for each hub
     */
    public Allowances(long most) {
        this(most, new MemoryWatermark(() -> 0));
    }

    /**
     * Half of the heap together.
     *
     * @param most bytes for each hub
     * @param memory says when nothing more is to be kept for anybody
     */
    public Allowances(long most, MemoryWatermark memory) {
        this(most, Runtime.getRuntime().maxMemory() / 2, memory);
    }

    /** @param mostTogether bytes for all hubs */
    Allowances(long most, long mostTogether, MemoryWatermark memory) {
        this.most = most;
        this.memory = memory;
        this.together = Allowance.ofAll(mostTogether, memory);
        this.strangers = Allowance.ofAll(mostTogether / STRANGERS, memory);
        this.allReceiving = Allowance.ofAll(mostTogether / RECEIVING, memory);
        this.mostReceiving = mostTogether / RECEIVING / 2;
    }

    /** Whether the memory of the process is nearly used up. */
    public MemoryWatermark memory() {
        return memory;
    }

    /** What those may make the door keep, all together, whom it does not know yet. */
    public Allowance ofStrangers() {
        return strangers;
    }

    public Allowance of(String hubId) {
        Allowance present = byHub.get(hubId);
        return present != null ? present : byHub.computeIfAbsent(hubId, id -> together.part(most));
    }

    /** What the devices of a hub may make the door hold of packets that are not whole: none of it is kept for long. */
    public Allowance receiving(String hubId) {
        Allowance present = receiving.get(hubId);
        return present != null ? present : receiving.computeIfAbsent(hubId, id -> allReceiving.part(mostReceiving));
    }

    /** Bytes that a hub uses. */
    public long used(String hubId) {
        Allowance present = byHub.get(hubId);
        return present == null ? 0 : present.used();
    }

    /** The hub is gone, and its allowance goes with the last of what it keeps. */
    public void forget(String hubId) {
        Allowance present = byHub.get(hubId);
        if (present != null) {
            present.whenEmpty(() -> byHub.remove(hubId, present));
        }
        Allowance parts = receiving.get(hubId);
        if (parts != null) {
            parts.whenEmpty(() -> receiving.remove(hubId, parts));
        }
    }

    /** Hubs that have an allowance. */
    int hubs() {
        return byHub.size();
    }
}
