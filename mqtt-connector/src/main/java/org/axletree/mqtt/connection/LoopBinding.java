package org.axletree.mqtt.connection;

import io.netty.channel.Channel;
import org.axletree.mqtt.loop.Loop;

/** The event loop that one connection lives on, from which it may move to another (ADR 21). */
final class LoopBinding {
    private final Channel channel;
    private Loop loop;

    LoopBinding(Channel channel, Loop loop) {
        this.channel = channel;
        this.loop = loop;
    }

    Loop loop() {
        return loop;
    }

    /**
     * Moves the connection.
     *
     * @param arrived runs on the event loop that it is on then; if that failed, the connection has been closed
     */
    void move(MqttConnection connection, Loop other, Runnable arrived) {
        if (other == loop) {
            arrived.run();
            return;
        }
        channel.deregister().addListener(gone -> {
            if (connection.isOver() || !gone.isSuccess()) {
                connection.lose();
                arrived.run();
                return;
            }
            loop.unwatch(connection);
            other.eventLoop().register(channel).addListener(here -> {
                loop = other;
                connection.outbox().moveTo(other);
                other.watch(connection);
                if (!here.isSuccess()) {
                    connection.lose();
                }
                arrived.run();
            });
        });
    }
}
