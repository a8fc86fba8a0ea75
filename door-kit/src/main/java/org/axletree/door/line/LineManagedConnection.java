package org.axletree.door.line;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionMetaData;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;
import org.axletree.core.door.DeviceLine;

/** A pooled way to the door; holds nothing, so it costs nothing to keep and cannot go stale. */
final class LineManagedConnection implements ManagedConnection {
    private final LineManagedConnectionFactory factory;
    private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
    private final Set<LineHandle> handles = ConcurrentHashMap.newKeySet();
    private PrintWriter logWriter;

    LineManagedConnection(LineManagedConnectionFactory factory) {
        this.factory = factory;
    }

    DeviceLine door() {
        return factory.door();
    }

    void closed(LineHandle handle) {
        handles.remove(handle);
        ConnectionEvent event = new ConnectionEvent(this, ConnectionEvent.CONNECTION_CLOSED);
        event.setConnectionHandle(handle);
        listeners.forEach(listener -> listener.connectionClosed(event));
    }

    @Override
    public Object getConnection(Subject subject, ConnectionRequestInfo info) {
        LineHandle handle = new LineHandle(this);
        handles.add(handle);
        return handle;
    }

    @Override
    public void associateConnection(Object connection) {
        LineHandle handle = (LineHandle) connection;
        handle.moveTo(this);
        handles.add(handle);
    }

    void left(LineHandle handle) {
        handles.remove(handle);
    }

    @Override
    public void cleanup() {
        handles.forEach(LineHandle::invalidate);
        handles.clear();
    }

    @Override
    public void destroy() {
        cleanup();
    }

    @Override
    public void addConnectionEventListener(ConnectionEventListener listener) {
        listeners.add(listener);
    }

    @Override
    public void removeConnectionEventListener(ConnectionEventListener listener) {
        listeners.remove(listener);
    }

    @Override
    public XAResource getXAResource() throws ResourceException {
        throw new NotSupportedException("transactions: XA (expected: none)");
    }

    @Override
    public LocalTransaction getLocalTransaction() throws ResourceException {
        throw new NotSupportedException("transactions: local (expected: none)");
    }

    @Override
    public ManagedConnectionMetaData getMetaData() {
        return LineMetaData.INSTANCE;
    }

    @Override
    public void setLogWriter(PrintWriter writer) {
        logWriter = writer;
    }

    @Override
    public PrintWriter getLogWriter() {
        return logWriter;
    }

    /** What the container may ask about the door. */
    private enum LineMetaData implements ManagedConnectionMetaData {
        INSTANCE;

        @Override
        public String getEISProductName() {
            return "Axletree front door";
        }

        @Override
        public String getEISProductVersion() {
            return "0.1";
        }

        @Override
        public int getMaxConnections() {
            return 0;
        }

        @Override
        public String getUserName() {
            return "";
        }
    }
}
