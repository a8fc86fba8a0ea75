package org.axletree.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.axletree.core.home.StateDirectory;

/** One process a state directory. The lock ends with the process, however that ends. */
final class HomeLock implements AutoCloseable {
    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    static HomeLock take(StateDirectory home) {
        Path file = home.file("lock");
        try {
            FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new StartFailure("AXLETREE_HOME: " + home.path()
                        + " is in use by another process (expected: a state directory of its own)");
            }
            return new HomeLock(channel);
        } catch (IOException e) {
            throw new StartFailure("AXLETREE_HOME: " + file + ": cannot be locked (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
