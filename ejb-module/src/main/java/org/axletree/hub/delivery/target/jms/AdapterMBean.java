package org.axletree.hub.delivery.target.jms;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** What the resource adapter of the broker has made known in this process. */
final class AdapterMBean {
    private AdapterMBean() {}

    /** Empty if the adapter has made nothing known by that name. */
    static <T> Optional<T> find(String name, Class<T> type) {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            ObjectName objectName = new ObjectName(name);
            return server.isRegistered(objectName)
                    ? Optional.of(JMX.newMBeanProxy(server, objectName, type))
                    : Optional.empty();
        } catch (MalformedObjectNameException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
