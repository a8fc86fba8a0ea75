package org.axletree.web.console.device;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A zip file with one folder, whose files have the modes they should have. The JDK writes none into its directory, and one that
 * does needs a file on a disk, where no private key may lie: so they are filled in afterwards.
 */
final class Archive {
    private static final int DIRECTORY_ENTRY = 0x02014b50;
    private static final int END_OF_DIRECTORY = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int ENTRY_LENGTH = 46;
    private static final byte UNIX = 3;
    private static final int REGULAR_FILE = 0100000;

    private final String folder;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);
    private final List<Integer> modes = new ArrayList<>();

    Archive(String folder) {
        this.folder = folder;
    }

    void add(String name, int mode, String text) {
        try {
            zip.putNextEntry(new ZipEntry(folder + "/" + name));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            modes.add(mode);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    byte[] bytes() {
        try {
            zip.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        ByteBuffer file = ByteBuffer.wrap(bytes.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        int end = file.capacity() - END_LENGTH;
        require(file.getInt(end) == END_OF_DIRECTORY);
        int at = file.getInt(end + 16);
        for (int mode : modes) {
            require(file.getInt(at) == DIRECTORY_ENTRY);
            file.put(at + 5, UNIX); // who made it: only then do the attributes count
            file.putInt(at + 38, (REGULAR_FILE | mode) << 16);
            at += ENTRY_LENGTH + file.getShort(at + 28) + file.getShort(at + 30) + file.getShort(at + 32);
        }
        return file.array();
    }

    private static void require(boolean expected) {
        if (!expected) {
            throw new IllegalStateException("the JDK writes another kind of zip file");
        }
    }
}
