package org.axletree.mqtt.inflow;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.XATerminator;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.XAResource;
import org.axletree.core.door.DeviceInflow;

/**
 * As much of a container as the adapter meets: threads for its works, and endpoints that are strict about what the
 * container leaves to the adapter. An endpoint that serves two threads, or is called after its release, is a violation.
 */
public final class FakeContainer implements BootstrapContext, WorkManager, MessageEndpointFactory {
    public final List<String> violations = new CopyOnWriteArrayList<>();
    public final Set<Thread> works = ConcurrentHashMap.newKeySet();
    public final AtomicInteger openEndpoints = new AtomicInteger();
    private final AtomicInteger created = new AtomicInteger();
    private final DeviceInflow hub;
    private final int refusedAtFirst;

    public FakeContainer(DeviceInflow hub) {
        this(hub, 0);
    }

    /** @param refusedAtFirst so many endpoints are refused, as by an application that has not started yet */
    public FakeContainer(DeviceInflow hub, int refusedAtFirst) {
        this.hub = hub;
        this.refusedAtFirst = refusedAtFirst;
    }

    private final class Endpoint {
        private volatile Thread user;
        private volatile boolean released;

        Object call(Method method, Object[] arguments) throws Throwable {
            if (method.getDeclaringClass() == DeviceInflow.class) {
                if (released) {
                    violations.add(method.getName() + " on a released endpoint");
                }
                if (user == null) {
                    user = Thread.currentThread();
                } else if (user != Thread.currentThread()) {
                    violations.add(method.getName() + " on " + user + " and " + Thread.currentThread());
                }
                try {
                    return method.invoke(hub, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            }
            if (method.getName().equals("release")) {
                released = true;
                openEndpoints.decrementAndGet();
            }
            return null;
        }
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource resource) throws UnavailableException {
        if (created.incrementAndGet() <= refusedAtFirst) {
            throw new UnavailableException("not started");
        }
        Endpoint endpoint = new Endpoint();
        openEndpoints.incrementAndGet();
        return (MessageEndpoint) Proxy.newProxyInstance(
                FakeContainer.class.getClassLoader(),
                new Class<?>[] {MessageEndpoint.class, DeviceInflow.class},
                (proxy, method, arguments) -> endpoint.call(method, arguments));
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource resource, long timeout) throws UnavailableException {
        return createEndpoint(resource);
    }

    @Override
    public boolean isDeliveryTransacted(Method method) {
        return method.getName().equals("enqueue");
    }

    @Override
    public String getActivationName() {
        return "fake";
    }

    @Override
    public Class<?> getEndpointClass() {
        return DeviceInflow.class;
    }

    @Override
    public void scheduleWork(Work work) {
        Thread thread = new Thread(work, "fake-work-" + works.size());
        works.add(thread);
        thread.start();
    }

    @Override
    public void doWork(Work work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void doWork(Work work, long timeout, ExecutionContext context, WorkListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long startWork(Work work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long startWork(Work work, long timeout, ExecutionContext context, WorkListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void scheduleWork(Work work, long timeout, ExecutionContext context, WorkListener listener) {
        scheduleWork(work);
    }

    @Override
    public WorkManager getWorkManager() {
        return this;
    }

    @Override
    public XATerminator getXATerminator() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Timer createTimer() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isContextSupported(Class<? extends WorkContext> type) {
        return false;
    }

    @Override
    public TransactionSynchronizationRegistry getTransactionSynchronizationRegistry() {
        throw new UnsupportedOperationException();
    }
}
