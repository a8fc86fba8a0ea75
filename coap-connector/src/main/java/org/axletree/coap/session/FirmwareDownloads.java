package org.axletree.coap.session;

import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.coap.registration.Registration;
import org.axletree.core.door.DeviceInflow;
import org.axletree.core.door.FirmwarePackage;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Exchange;

/**
 * Gives devices the firmware that they were told to fetch: {@code GET /fw/{key}}. The key is not enough: an image is more than three
 * times what is sent for it, so that it goes only to whoever is where the device is registered, or has proved to be it.
 */
public final class FirmwareDownloads {
    private static final Logger LOG = Logger.getLogger(FirmwareDownloads.class.getName());
    private static final int LONGEST_KEY = 64;

    private final DoorServices services;

    public FirmwareDownloads(DoorServices services) {
        this.services = services;
    }

    void fetch(Exchange exchange, String key) {
        if (key.length() > LONGEST_KEY) {
            exchange.sendResponse(new Response(ResponseCode.NOT_FOUND));
        } else if (!services.admission().offer(inflow -> answer(inflow, exchange, key))) {
            exchange.sendResponse(new Response(ResponseCode.SERVICE_UNAVAILABLE));
        }
    }

    private void answer(DeviceInflow inflow, Exchange exchange, String key) {
        try {
            Sender sender = Sender.of(exchange.getRequest().getSourceContext());
            Optional<FirmwarePackage> found = inflow.firmware(key).filter(image -> isFor(image, sender));
            Response response = new Response(found.isPresent() ? ResponseCode.CONTENT : ResponseCode.NOT_FOUND);
            found.ifPresent(image -> {
                response.setPayload(image.content());
                response.getOptions().setContentFormat(MediaTypeRegistry.APPLICATION_OCTET_STREAM);
            });
            exchange.sendResponse(response);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Firmware could not be read", e);
            exchange.sendResponse(new Response(ResponseCode.SERVICE_UNAVAILABLE));
        }
    }

    /** From another port, too: some devices fetch what is large beside everything else. */
    private boolean isFor(FirmwarePackage image, Sender sender) {
        return services.sessions()
                .byDevice(image.deviceId())
                .map(Session::registration)
                .filter(registration -> registration.secure()
                        ? sender.principal().equals(registration.principal())
                        : isNear(registration, sender))
                .isPresent();
    }

    private static boolean isNear(Registration registration, Sender sender) {
        return !sender.secure()
                && registration.address().getAddress().equals(sender.address().getAddress());
    }
}
