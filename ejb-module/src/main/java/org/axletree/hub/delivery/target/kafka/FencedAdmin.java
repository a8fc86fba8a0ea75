package org.axletree.hub.delivery.target.kafka;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.HostResolver;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.KafkaAdminClient;
import org.apache.kafka.common.KafkaException;

/**
 * Makes admin clients that ask a resolver of ours for each address they connect to, as {@link FencedProducer} makes producers. The
 * method of Kafka that takes such a resolver is not public.
 */
final class FencedAdmin {
    private FencedAdmin() {}

    /**
     * @param patience for a connection, and for an answer
     * @throws KafkaException if no name of a broker is known
     */
    static Admin open(String clientId, KafkaConfiguration configuration, Duration patience, HostResolver resolver) {
        Map<String, Object> settings = KafkaSettings.common(clientId, configuration);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        settings.put(AdminClientConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, patience.toMillis());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Kafka looks for the classes that its settings name in there.
        thread.setContextClassLoader(KafkaAdminClient.class.getClassLoader());
        try {
            Class<?> timeouts = Class.forName(KafkaAdminClient.class.getName() + "$TimeoutProcessorFactory");
            Method create = KafkaAdminClient.class.getDeclaredMethod(
                    "createInternal", AdminClientConfig.class, timeouts, HostResolver.class);
            create.setAccessible(true);
            return (Admin) create.invoke(null, new AdminClientConfig(settings), null, resolver);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() instanceof KafkaException cause ? cause : new KafkaException(failed.getCause());
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException("this version of Kafka's client makes admins in another way", changed);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
