package org.axletree.coap.session;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.coap.registration.BadRequestException;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.server.MessageDeliverer;

/**
 * What devices ask of the door, by path. Answers have no text: whoever has proved nothing gets no more than it sent (RFC 9175),
 * and what makes no sense is the sender's fault, never the server's.
 */
public final class Requests implements MessageDeliverer {
    private static final Logger LOG = Logger.getLogger(Requests.class.getName());
    private static final String RESOURCES = "</rd>;rt=core.rd,</dp>,</bs>";

    private final Registrar registrar;
    private final Intake intake;
    private final Bootstrap bootstrap;
    private final FirmwareDownloads firmware;

    public Requests(Registrar registrar, Intake intake, Bootstrap bootstrap, FirmwareDownloads firmware) {
        this.registrar = registrar;
        this.intake = intake;
        this.bootstrap = bootstrap;
        this.firmware = firmware;
    }

    @Override
    public void deliverRequest(Exchange exchange) {
        try {
            deliver(exchange, exchange.getRequest().getOptions().getUriPath());
        } catch (BadRequestException e) {
            LOG.log(Level.FINE, "A request was refused", e);
            exchange.sendResponse(new Response(e.code()));
        } catch (RuntimeException e) {
            LOG.log(Level.INFO, "A request could not be understood", e);
            exchange.sendResponse(new Response(ResponseCode.BAD_REQUEST));
        }
    }

    private void deliver(Exchange exchange, List<String> path) throws BadRequestException {
        Code code = exchange.getRequest().getCode();
        if (path.equals(List.of("rd"))) {
            if (code == Code.POST) {
                registrar.register(exchange);
                return;
            }
        } else if (path.size() == 2 && path.get(0).equals("rd")) {
            if (code == Code.POST || code == Code.PUT) {
                registrar.update(exchange, path.get(1));
                return;
            }
            if (code == Code.DELETE) {
                registrar.deregister(exchange, path.get(1));
                return;
            }
        } else if (path.equals(List.of("dp"))) {
            if (code == Code.POST) {
                intake.send(exchange);
                return;
            }
        } else if (path.size() == 2 && path.get(0).equals("fw")) {
            if (code == Code.GET) {
                firmware.fetch(exchange, path.get(1));
                return;
            }
        } else if (path.equals(List.of("bs"))) {
            if (code == Code.POST) {
                bootstrap.begin(exchange);
                return;
            }
        } else if (path.equals(List.of(".well-known", "core")) && code == Code.GET) {
            Response resources = new Response(ResponseCode.CONTENT);
            resources.setPayload(RESOURCES);
            resources.getOptions().setContentFormat(MediaTypeRegistry.APPLICATION_LINK_FORMAT);
            exchange.sendResponse(resources);
            return;
        } else {
            exchange.sendResponse(new Response(ResponseCode.NOT_FOUND));
            return;
        }
        exchange.sendResponse(new Response(ResponseCode.METHOD_NOT_ALLOWED));
    }

    @Override
    public void deliverResponse(Exchange exchange, Response response) {
        exchange.getRequest().setResponse(response);
    }
}
