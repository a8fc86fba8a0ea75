package org.axletree.server.web;

import java.nio.file.Path;
import org.axletree.core.setting.Settings;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.ssl.SSLBaseFilter;

/**
 * Puts the guard into the filter chain of each web port. Payara asks for an add-on of the name {@code comet} while it builds
 * the chain: that is where a filter can get in before the port is opened. This one outranks Payara's own
 * ({@code META-INF/hk2-locator/default}), so that Comet, which nobody uses here, is off as well.
 */
public final class WebGuard implements AddOn {
    /** The system property that counts the guarded ports: the launcher does not go on without. */
    public static final String GUARDED = "org.axletree.web.guarded";

    private static final WebConnections CONNECTIONS = WebConnections.of(Settings.ofProcess());
    private static final Turns TURNS = new Turns();
    private static final Handover HANDOVER = new Handover();

    @Override
    public void setup(NetworkListener unknown, FilterChainBuilder chain) {
        Path keys = Settings.ofProcess().home().resolve("tls");
        WebTls.takeOver(chain, keys);
        int codec = chain.indexOfType(HttpServerFilter.class);
        // What a body may come with is the guard's to say: the parser would refuse that of a DELETE, without a word
        // why.
        ((HttpServerFilter) chain.get(codec)).setAllowPayloadForUndefinedHttpMethods(true);
        chain.add(codec + 1, new RequestFilter(CONNECTIONS, TURNS, HANDOVER));
        chain.add(codec, new FramingFilter(CONNECTIONS));
        chain.add(codec, new HandoverFilter(HANDOVER));
        askForCertificates(chain, keys);
        chain.add(1, new ConnectionFilter(CONNECTIONS));
        System.setProperty(GUARDED, Integer.toString(Integer.getInteger(GUARDED, 0) + 1));
    }

    private static void askForCertificates(FilterChainBuilder chain, Path keys) {
        int tls = chain.indexOfType(SSLBaseFilter.class);
        if (tls >= 0) {
            SSLBaseFilter filter = (SSLBaseFilter) chain.get(tls);
            chain.add(tls, new HandshakeFilter(new DeviceTls(filter.getServerSSLEngineConfigurator(), keys)));
        }
    }
}
