package org.axletree.fence;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.axletree.core.address.InternetAddress;

/**
 * Keeps routes away from the server's own machine and from what only its neighbours shall reach. It looks at the address that
 * is connected to, not at the name that led there: names change their addresses between a check and a connection, so clients
 * must take {@link #resolve} as their resolver.
 *
 * <p>Closed are loopback, link-local, unspecified, multicast and reserved addresses, carrier-grade NAT (RFC 6598), the
 * metadata services of clouds, and addresses of IPv6 that carry one of those inside (mapped, compatible, NAT64, 6to4) or may
 * lead anywhere (Teredo, local NAT64). Private networks are open: databases live there. {@code AXLETREE_ROUTES_ALLOW} opens more.
 */
public final class AddressFence {
    private static final List<Network> CLOSED = networks(
            "0.0.0.0/8", // this network (RFC 1122)
            "100.64.0.0/10", // carrier-grade NAT, and Alibaba's metadata
            "127.0.0.0/8",
            "169.254.0.0/16", // link-local, and most clouds' metadata
            "192.0.0.0/24", // protocol assignments, and Oracle's metadata
            "224.0.0.0/4", // multicast
            "240.0.0.0/4", // reserved, and broadcast
            "::/128",
            "::1/128",
            "64:ff9b:1::/48", // local NAT64 (RFC 8215): where the address lies inside is the operator's choice
            "100::/64", // discard only (RFC 6666)
            "2001::/32", // Teredo
            "fd00:ec2::254/128", // Amazon's metadata
            "fd20:ce::254/128", // Google's metadata
            "fe80::/10",
            "fec0::/10", // site-local, deprecated
            "ff00::/8");

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /** Libraries read other spellings differently: {@code 0177.0.0.1} is 127.0.0.1 to some and 177.0.0.1 to others. */
    private static final Pattern PLAIN =
            Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}|\\[?[0-9a-f:.]*:[0-9a-f:.]*]?");

    private static final Network COMPATIBLE = Network.of("::/96");
    private static final Network NAT64 = Network.of("64:ff9b::/96");
    private static final Network SIX_TO_FOUR = Network.of("2002::/16");

    private final List<Network> allowedNetworks;
    private final Set<String> allowedNames;

    private AddressFence(List<Network> allowedNetworks, Set<String> allowedNames) {
        this.allowedNetworks = allowedNetworks;
        this.allowedNames = allowedNames;
    }

    /** @param allowed networks, addresses or host names that are open besides */
    public static AddressFence allowing(List<String> allowed) {
        List<Network> networks = new ArrayList<>();
        Set<String> names = allowed.stream()
                .filter(entry -> Network.parse(entry).map(networks::add).isEmpty())
                .map(AddressFence::normal)
                .collect(Collectors.toUnmodifiableSet());
        return new AddressFence(List.copyOf(networks), names);
    }

    /**
     * The addresses of a host to which a route may connect.
     *
     * @param host a name or an address, an IPv6 address with or without brackets
     * @throws ClosedAddressException if there are only others
     * @throws UnknownHostException if it has no address
     */
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] all = InetAddress.getAllByName(host);
        InetAddress[] open =
                Arrays.stream(all).filter(address -> permits(host, address)).toArray(InetAddress[]::new);
        if (open.length == 0) {
            throw refused(host, all[0]);
        }
        return open;
    }

    static ClosedAddressException refused(String host, InetAddress address) {
        return new ClosedAddressException("address: " + InternetAddress.text(address) + " of " + host
                + " (expected: one that routes may reach; AXLETREE_ROUTES_ALLOW opens others)");
    }

    /** What is wrong with a host as it stands in a configuration, without asking anybody for it; empty for open ones and for names. */
    public Optional<String> problem(String host) {
        String name = normal(host);
        if (!isNumeric(name)) {
            return isLocal(name) ? Optional.of(closed(host)) : Optional.empty();
        }
        if (!PLAIN.matcher(name).matches()) {
            return Optional.of(
                    "host: " + host + " (expected: an address in its usual spelling, as 192.0.2.1 or 2001:db8::1)");
        }
        try {
            resolve(name);
            return Optional.empty();
        } catch (UnknownHostException refused) {
            return Optional.of(closed(host));
        }
    }

    /** @param host how the address was found, which may be allowed by name */
    public boolean permits(String host, InetAddress address) {
        byte[] bytes = address.getAddress();
        return allowedNames.contains(normal(host))
                || allowedNetworks.stream().anyMatch(network -> network.contains(bytes))
                || !isClosed(bytes);
    }

    private static boolean isClosed(byte[] address) {
        return CLOSED.stream().anyMatch(network -> network.contains(address))
                || inner(address).map(AddressFence::isClosed).orElse(false);
    }

    /** The address of IPv4 that one of IPv6 leads to. The JDK has unpacked mapped ones (RFC 4291 section 2.5.5.2) before. */
    private static Optional<byte[]> inner(byte[] address) {
        if (SIX_TO_FOUR.contains(address)) {
            return Optional.of(Arrays.copyOfRange(address, 2, 6));
        }
        return NAT64.contains(address) || COMPATIBLE.contains(address)
                ? Optional.of(Arrays.copyOfRange(address, 12, 16))
                : Optional.empty();
    }

    /**
     * Whether it is an address, in whatever spelling: {@code 127.1}, {@code 2130706433}, {@code 0x7f000001}. No top-level domain
     * begins with a digit.
     */
    private static boolean isNumeric(String name) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        return name.indexOf(':') >= 0 || !last.isEmpty() && Character.isDigit(last.charAt(0));
    }

    /** RFC 6761 section 6.3: it is loopback whatever a resolver says. */
    private boolean isLocal(String name) {
        return (name.equals("localhost") || name.endsWith(".localhost"))
                && !allowedNames.contains(name)
                && allowedNetworks.stream().noneMatch(network -> network.contains(LOOPBACK));
    }

    private static String closed(String host) {
        return "host: " + host + " (expected: an address that routes may reach; AXLETREE_ROUTES_ALLOW opens others)";
    }

    private static String normal(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static List<Network> networks(String... ranges) {
        return Arrays.stream(ranges).map(Network::of).toList();
    }
}
