package org.axletree.door.snapshot;

import java.lang.management.ManagementFactory;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.axletree.core.home.SnapshotPart;

/** A part of the state that whoever takes a snapshot finds, until it is closed. */
public final class PublishedPart implements AutoCloseable {
    private final ObjectName name;

    private PublishedPart(ObjectName name) {
        this.name = name;
    }

    /** Of several with one name in a process, the last one is found. */
    public static PublishedPart of(String name, SnapshotPart part) {
        try {
            PublishedPart published = new PublishedPart(new ObjectName(SnapshotPart.TYPE + name));
            published.close();
            server().registerMBean(new StandardMBean(part, SnapshotPart.class), published.name);
            return published;
        } catch (JMException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static MBeanServer server() {
        return ManagementFactory.getPlatformMBeanServer();
    }

    @Override
    public void close() {
        try {
            server().unregisterMBean(name);
        } catch (InstanceNotFoundException notThere) {
            // Nothing is to be found, which is what was wanted.
        } catch (JMException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
