package org.axletree.jms;

import com.sun.messaging.jmq.util.MD5;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.axletree.core.home.StateDirectory;

/** The files that the embedded broker reads as it starts: its defaults, its users, and what they may do. */
final class BrokerHome {
    static final String DIRECTORY = "openmq";
    static final String INSTANCE = "axletree";

    private static final List<String> DEFAULTS = List.of("default.properties", "install.properties");

    private final StateDirectory home;

    BrokerHome(StateDirectory home) {
        this.home = home;
    }

    /** Writes them anew: whatever a former version or start left there no longer counts. */
    void prepare(String hubUser, String hubPassword, String consumerUser, String consumerPassword) {
        if (hubUser.equals(consumerUser)) {
            throw new IllegalArgumentException("AXLETREE_JMS_USER: " + hubUser + " (expected: not the hub's own name)");
        }
        for (String name : DEFAULTS) {
            home.replace(DIRECTORY + "/lib/props/broker/" + name, resource("/openmq/lib/props/broker/" + name));
        }
        write("passwd", user(hubUser, hubPassword, "hub") + user(consumerUser, consumerPassword, "user"));
        write("accesscontrol.properties", rights(hubUser, consumerUser));
    }

    /** The broker knows no other form than MD5; the file is for its owner only, and generated passwords have 256 bits. */
    private static String user(String name, String password, String group) {
        return name + ":" + MD5.getHashString(name + ":" + password) + ":" + group + ":1\n";
    }

    /**
     * What is not allowed is denied. A consumer may name its queue before the first message has come, therefore it may create
     * one; what lies in the queues of routes comes from the hub alone.
     */
    private static String rights(String hubUser, String consumerUser) {
        return String.join(
                "\n",
                "version=JMQFileAccessControlModel/100",
                "connection.NORMAL.allow.user=" + hubUser + "," + consumerUser,
                "connection.ADMIN.deny.user=*",
                "queue.*.produce.allow.user=" + hubUser,
                "queue.*.consume.allow.user=" + hubUser + "," + consumerUser,
                "queue.*.browse.allow.user=" + hubUser + "," + consumerUser,
                "queue.create.allow.user=" + hubUser + "," + consumerUser,
                "topic.*.produce.deny.user=*",
                "topic.*.consume.deny.user=*",
                "topic.create.deny.user=*",
                "");
    }

    private void write(String name, String content) {
        home.replace(
                Path.of(DIRECTORY, "instances", INSTANCE, "etc", name).toString(),
                content.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] resource(String name) {
        try (InputStream in = BrokerHome.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + ": missing from the resource adapter's archive");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
