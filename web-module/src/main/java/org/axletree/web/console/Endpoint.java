package org.axletree.web.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.axletree.hub.authority.ServerAuthority;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.settings.HubSettings;

/** Where devices find the hub. */
@Named
@RequestScoped
public class Endpoint {
    @Inject
    private HubSettings settings;

    @Inject
    private ServerAuthority serverAuthority;

    @Inject
    private HttpServletRequest request;

    /** The name under which the browser found us, if the server certificate is for it; else the first that it is for. */
    public String host() {
        List<String> names = settings.hostNames();
        String asked = request.getServerName();
        return names.contains(asked) ? asked : names.get(0);
    }

    /** By which the devices of other clouds call a hub. */
    public String hubHost(Hub hub) {
        return hub.name() + "." + settings.hostNames().get(0);
    }

    /** Where they connect: a name below one of a single level, as that of a server on a desk, is not found everywhere. */
    public String reachableHost(Hub hub) {
        return settings.hostNames().get(0).contains(".") ? hubHost(hub) : host();
    }

    public int plainPort() {
        return settings.mqttPort();
    }

    public int tlsPort() {
        return settings.mqttsPort();
    }

    public int webSocketPort() {
        return settings.wsPort();
    }

    public int secureWebSocketPort() {
        return settings.wssPort();
    }

    /** Of devices with objects, over DTLS. */
    public int secureObjectPort() {
        return port("coaps");
    }

    /** Of devices with objects. */
    public int objectPort() {
        return port("coap");
    }

    private int port(String listener) {
        return settings.coapListeners().stream()
                .filter(each -> each.name().equals(listener))
                .findFirst()
                .orElseThrow()
                .port();
    }

    /** Of the console, with TLS. */
    public String consoleAddress() {
        return "https://" + host() + ":" + settings.httpsPort();
    }

    /** Where devices bring messages by HTTPS. */
    public String ingestAddress() {
        return "https://" + host() + ":" + settings.httpsPort() + "/ingest";
    }

    /** Where web services publish by a network of their own. */
    public String networkAddress(String networkId) {
        return "https://" + host() + ":" + settings.httpsPort() + "/networks/" + networkId;
    }

    /** The authority of the server's own certificate, as PEM. */
    public String serverCa() {
        return serverAuthority.certificateAuthorityPem();
    }
}
