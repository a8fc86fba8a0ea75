package org.axletree.server.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that starts anew when it is full. The former ones are kept as {@code name.1} (the youngest), {@code name.2} and so
 * on, up to a number.
 */
final class RotatingFile extends OutputStream {
    private final Path file;
    private final long fullAt;
    private final int kept;
    private OutputStream out;
    private long size;

    /**
     * @param fullAt bytes after which it starts anew
     * @param kept former files that are kept
     */
    RotatingFile(Path file, long fullAt, int kept) throws IOException {
        this.file = file;
        this.fullAt = fullAt;
        this.kept = kept;
        open();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (size > 0 && size + length > fullAt) {
            out.close();
            rotate();
            open();
        }
        out.write(bytes, offset, length);
        size += length;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void open() throws IOException {
        size = Files.exists(file) ? Files.size(file) : 0;
        out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void rotate() throws IOException {
        for (int number = kept; number > 0; number--) {
            Path younger = number == 1 ? file : numbered(number - 1);
            if (Files.exists(younger)) {
                Files.move(younger, numbered(number), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path numbered(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }
}
