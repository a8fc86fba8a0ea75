package org.axletree.hub.delivery.target;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.axletree.fence.AddressFence;

/** The addresses that Apache's HTTP client connects to: those that routes may reach. It is asked for literal addresses as well. */
public final class FencedDnsResolver extends SystemDefaultDnsResolver {
    private final AddressFence fence;

    public FencedDnsResolver(AddressFence fence) {
        this.fence = fence;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return fence.resolve(host);
    }
}
