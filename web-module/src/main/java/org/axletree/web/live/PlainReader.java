package org.axletree.web.live;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A reader behind a servlet's stream. */
final class PlainReader implements StreamReader {
    private final OutputStream out;

    PlainReader(OutputStream out) {
        this.out = out;
    }

    @Override
    public void comment(String text) throws IOException {
        write(": " + text + "\n\n");
    }

    @Override
    public void seen(String id, String data) throws IOException {
        write("id: " + id + "\ndata: " + data + "\n\n");
    }

    @Override
    public void notice(String name, String data) throws IOException {
        write("event: " + name + "\ndata: " + data + "\n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
