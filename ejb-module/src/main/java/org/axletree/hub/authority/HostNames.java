package org.axletree.hub.authority;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.util.IPAddress;

/** The names that a server certificate is for: DNS names and IP addresses (RFC 5280 section 4.2.1.6). */
final class HostNames {
    private static final int COMMON_NAME_LENGTH = 64;

    private HostNames() {}

    /**
     * The names, and of each that has a dot whatever stands one level below: hubs have host names there. A wildcard right below
     * a name of one level is refused by clients.
     */
    static List<String> withThoseOfHubs(List<String> hostNames) {
        Stream<String> below = hostNames.stream()
                .filter(name -> name.contains(".") && !name.startsWith("*") && !IPAddress.isValid(name))
                .map(name -> "*." + name);
        return Stream.concat(hostNames.stream(), below).distinct().toList();
    }

    static GeneralNames asExtension(List<String> hostNames) {
        return new GeneralNames(hostNames.stream()
                .map(name ->
                        new GeneralName(IPAddress.isValid(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    /** The first that is short enough to be a common name; clients look at the alternative names anyway. */
    static String commonName(List<String> hostNames) {
        return hostNames.stream()
                .filter(name -> name.length() <= COMMON_NAME_LENGTH)
                .findFirst()
                .orElse("axletree");
    }

    /** The names, as a certificate for them would show them. */
    static Set<String> of(List<String> hostNames) {
        return hostNames.stream().map(HostNames::canonical).collect(Collectors.toSet());
    }

    static Set<String> of(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? Set.of()
                    : names.stream()
                            .map(name -> canonical(String.valueOf(name.get(1))))
                            .collect(Collectors.toSet());
        } catch (CertificateParsingException unreadable) {
            return Set.of();
        }
    }

    /** The names of a certificate of whatever origin: an old one has its only name in its subject (RFC 6125 section 6.4.4). */
    static Set<String> shownBy(X509Certificate certificate) {
        Set<String> names = of(certificate);
        CommonName subject = CommonName.of(certificate);
        return names.isEmpty() && subject.problem().isEmpty() ? Set.of(canonical(subject.text())) : names;
    }

    /**
     * Whether a certificate for these names is one for that name. A wildcard stands for one level, and is refused by clients
     * right below a name of one level.
     */
    static boolean cover(Set<String> names, String serverName) {
        int dot = serverName.indexOf('.');
        return names.contains(serverName)
                || dot > 0 && serverName.indexOf('.', dot + 1) > 0 && names.contains("*" + serverName.substring(dot));
    }

    /** An IPv6 address has many spellings; its bytes have one. */
    private static String canonical(String name) {
        return IPAddress.isValid(name)
                ? new GeneralName(GeneralName.iPAddress, name).getName().toString()
                : name.toLowerCase(Locale.ROOT);
    }
}
