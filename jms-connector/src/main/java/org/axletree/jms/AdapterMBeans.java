package org.axletree.jms;

import java.lang.management.ManagementFactory;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** What the adapter makes known to whoever is in this process, by an interface that the application has as well. */
final class AdapterMBeans {
    private AdapterMBeans() {}

    /** In the place of what had that name before. */
    static <T> void register(String name, Class<T> type, T object) throws JMException {
        unregister(name);
        server().registerMBean(new StandardMBean(object, type), new ObjectName(name));
    }

    static void unregister(String name) throws JMException {
        try {
            server().unregisterMBean(new ObjectName(name));
        } catch (InstanceNotFoundException alreadyGone) {
            // The broker is not embedded, or did not start.
        }
    }

    private static MBeanServer server() {
        return ManagementFactory.getPlatformMBeanServer();
    }
}
