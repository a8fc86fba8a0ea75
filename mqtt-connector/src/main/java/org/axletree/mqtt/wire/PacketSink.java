package org.axletree.mqtt.wire;

import io.netty.buffer.ByteBuf;

/** Who gets the packets of one connection. */
public interface PacketSink {
    /**
     * A packet of which not all has come yet; so that what is wrong from its first byte on is not waited for.
     *
     * @throws PacketException if the connection cannot go on; it comes back by {@link #flawed}
     */
    void announced(int first);

    /**
     * One whole packet.
     *
     * @param first the packet's first byte: kind and flags
     * @param buffer the decoder's; who keeps a part of it retains it
     * @param from where the body begins
     * @param to where it ends
     * @throws PacketException if the connection cannot go on; it comes back by {@link #flawed}
     */
    void packet(int first, ByteBuf buffer, int from, int to);

    /** Nothing more will come. @param first the first byte of the packet that was wrong */
    void flawed(int first, PacketException flaw);
}
