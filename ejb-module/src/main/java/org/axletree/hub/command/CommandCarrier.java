package org.axletree.hub.command;

import java.util.concurrent.CompletionStage;
import org.axletree.hub.registry.command.CommandKind;
import org.axletree.hub.registry.command.CommandOrder;
import org.axletree.hub.registry.command.DeviceCommand;
import org.axletree.hub.registry.device.Device;

/** One way in which devices are told; the one interface to implement for another. */
interface CommandCarrier {
    CommandKind kind();

    /** Whether this is the way of the device, for this wish. Asked in the order of {@link #kind()}. */
    boolean suits(Device device, CommandWish wish);

    /** @throws org.axletree.hub.registry.ProblemException if the device can never be told in this way */
    default void requireReachable(Device device) {}

    /**
     * The wish in this way's words.
     *
     * @throws org.axletree.hub.registry.ProblemException if something is missing
     */
    CommandOrder order(CommandWish wish);

    /** Tells the device; may block for as long as it takes to tell it. */
    CompletionStage<CommandEnd> carry(Device device, DeviceCommand command) throws InterruptedException;
}
