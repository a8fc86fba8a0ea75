package org.axletree.hub.explain;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.authority.ClientChain;
import org.axletree.hub.dialect.azure.AzureUserName;
import org.axletree.hub.dialect.azure.SasToken;
import org.axletree.hub.dialect.huawei.HuaweiClientId;
import org.axletree.hub.registry.credential.CredentialKind;

/** The cause of a refusal in one sentence, and what mends it: "cause: mend". Never shows what was to be proved with. */
final class LoginSentences {
    /** The detail of a certificate that counted until the device's hub had an authority of its owner's. */
    static final String FORMER = "a former certificate";

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{20,86}={0,2}");

    private final Login login;
    private final String detail;
    private final String hubId;
    private final Optional<CredentialKind> kind;

    /** @param kind what the device is registered with; empty if that is not known */
    LoginSentences(Login login, String detail, String hubId, Optional<CredentialKind> kind) {
        this.login = login;
        this.detail = detail;
        this.hubId = hubId;
        this.kind = kind;
    }

    static String means(String credential) {
        return switch (credential) {
            case "token" -> "its token";
            case "password" -> "its password, or without one where none is asked for";
            case "certificate" -> "its certificate";
            case "scram" -> "its user name and the proof that it knows the password";
            default -> "its id";
        };
    }

    static String described(ClientChain chain) {
        return chain.described();
    }

    String of(Reason reason) {
        if (detail.equals(FORMER)) {
            return "The certificate of " + name() + " is of the authority of a hub, " + issuer()
                    + ", and counts no more where the hub's owner has one: connect with a certificate of the owner's authority";
        }
        return switch (reason) {
            case UNIDENTIFIED -> unidentified();
            case INVALID_CERTIFICATE -> invalidCertificate();
            case CERTIFICATE_EXPIRED -> expiredCertificate();
            case CERTIFICATE_WITHOUT_NAME ->
                "The certificate has no common name: sign one whose common name is the" + " device's name";
            case CERTIFICATE_CHAIN_INCOMPLETE ->
                "The certificate of " + name() + " was sent without the chain up to the"
                        + " hub's authority (its issuer is " + issuer()
                        + "): have the client send the leaf, what is in between,"
                        + " and the authority's certificate, in this order";
            case CERTIFICATE_WEAK -> capital(reason.text()) + ": sign a certificate with a better key";
            case CERTIFICATE_CLAIMED ->
                "The certificate of " + name() + " is said to be that of several devices"
                        + (detail.isEmpty() ? "" : " (" + detail + ")")
                        + ": give each one of its own, or send the device's id as user name, or the user name or client identifier in the"
                        + " form of the device's cloud, or prove to have the key"
                        + " (POST …/certificate/challenge)";
            case CERTIFICATE_REPLACED ->
                "The device " + name()
                        + " was given another certificate than this one, or none since this one was revoked: use that, or"
                        + " set this one as the device's (PUT …/certificate)";
            case DEVICE_NOT_PROVISIONED, QUOTA_EXCEEDED -> "The hub could not take the device in: " + detail;
            case MUTUAL_TLS_REQUIRED ->
                "The device may connect with its certificate only, and it showed none: connect over"
                        + " TLS with its certificate and key, or allow insecure connections (allow_insecure)";
            case TLS_REQUIRED ->
                "The connection is not encrypted, and passwords, tokens and such devices are taken over TLS"
                        + " only: connect to the port of " + login.secureDoor();
            case CREDENTIAL_REQUIRED -> credentialRequired();
            case CREDENTIAL_MALFORMED ->
                "The password is no shared access signature (" + missing() + "): make one as"
                        + " SharedAccessSignature sr=…&sig=…&se=…";
            case CREDENTIAL_EXPIRED ->
                "The token has expired: " + detail + "; make a new one, and if it was made just now, set"
                        + " the clock of whoever makes it";
            case SIGNATURE_WRONG -> signatureWrong();
            case SCOPE_WRONG ->
                "The resource of the token is not the device that connects (" + detail + "): make one for"
                        + " sr = <host>/devices/" + device();
            case POLICY_UNKNOWN ->
                "The hub has no policy of this name with the right to connect (" + detail
                        + "): take one with DeviceConnect, as iothubowner or device, or leave skn out and sign with the device's"
                        + " own key";
            case CREDENTIAL_KIND_WRONG -> kindWrong();
            case CLIENT_ID_WRONG ->
                "The client identifier is " + Login.shown(login.request().clientId())
                        + ", and the user name names another device: both must name the same one (" + device() + ")";
            case PASSWORD_WRONG -> passwordWrong();
            case USER_PASSWORD_WRONG ->
                "The password is not the one of this user name: use the right one, or set another";
            case PASSWORD_UNSEEN ->
                "The hub knows the password of this user name by its hash only, of which SCRAM-SHA-256 can make nothing:"
                        + " log in once by user name and password over TLS, or use a password of printable ASCII if that"
                        + " was done";
            case STAMP_WRONG ->
                "The time stamp of the password is " + detail + ", which is "
                        + login.now().truncatedTo(ChronoUnit.SECONDS)
                        + ": set the device's clock to UTC, or use sign type 0, which does not look at it";
            case DEVICE_UNKNOWN ->
                detail.isEmpty()
                        ? "No device has the id " + Login.shown(login.request().userName())
                                + ": register it, or correct the user name"
                        : "The device is gone, since " + detail + ": register it again, and connect in time";
            case CLIENT_ID_FORM_WRONG ->
                "The client identifier has not the form <device id>_0_<0 or 1>_<YYYYMMDDHH>"
                        + (detail.isEmpty() ? "" : ", " + detail) + ": send one that has";
            case CHILD_CONNECTS ->
                "The device stands behind a gateway, which connects for it: connect as the gateway, or"
                        + " register the device without one";
            case DEVICE_DISABLED -> "The device is disabled or frozen: enable it";
            case HUB_DISABLED -> "The hub is disabled: enable it";
            case HUB_MOVED -> "The hub has moved to another server: connect there";
            case PLAN_UNSUITABLE ->
                "The hub has the shared plan, which does not take devices of other clouds: change it to"
                        + " the dedicated plan";
            case LOGIN_THROTTLED ->
                "Too many wrong credentials came before: stop for a minute, then try the right ones";
            default -> capital(reason.text()) + (detail.isEmpty() ? "" : ": " + detail);
        };
    }

    private String unidentified() {
        Optional<AzureUserName> azure = login.azureName();
        if (azure.isPresent()) {
            return hubId.isEmpty()
                    ? "No hub of yours is called " + azure.get().hostLabel()
                            + ", the first label of the host in the user name, or it has no such device: use"
                            + " <hub's name>.<server's name> as host, and register the device"
                    : "The hub has no device " + azure.get().name() + " that has keys or certificates of Azure's kind:"
                            + " register it under this name, or correct the user name";
        }
        if (!login.request().certificates().isEmpty()) {
            return hubId.isEmpty()
                    ? "No device has this certificate of " + name()
                            + ", and no authority of a hub signed it: its issuer is " + issuer()
                    : "The hub's authority vouches for the certificate, but no device of the hub is called " + name()
                            + ": create the device under this name, or turn auto-provisioning on";
        }
        String userName = login.request().userName();
        if (login.huaweiId().isPresent()) {
            return "No device of yours has the id "
                    + Login.shown(login.huaweiId().get().deviceId())
                    + ": register it, or correct user name and client identifier";
        }
        return UUID.matcher(userName).matches()
                ? "No device has the id " + userName + ": send the id of a device of yours as user name"
                : "Nothing tells whose login it is, since there is no certificate, and neither user name nor client"
                        + " identifier is the id of a device: send the device's id as user name, or its certificate";
    }

    private String invalidCertificate() {
        Optional<AzureUserName> azure = login.azureName();
        if (kind.filter(known -> known == CredentialKind.AUTHORITY).isPresent()
                && azure.isPresent()
                && !azure.get().name().equals(login.commonName())) {
            return "The common name of the certificate is " + name() + ", and the device is called "
                    + azure.get().name() + ": sign a certificate whose common name is the device's name";
        }
        if (kind.filter(known -> known == CredentialKind.THUMBPRINT).isPresent()) {
            return "The thumbprint of the certificate of " + name()
                    + " is neither of the two that the device is registered with: register this certificate's";
        }
        if (detail.contains("fingerprint is another")) {
            return "The fingerprint of the certificate of " + name()
                    + " is not the one that the device is registered with: use that certificate, or reset the"
                    + " fingerprint";
        }
        if (detail.contains("another device's")) {
            return "The certificate names another device, " + name() + ": use the device's own";
        }
        String chain = login.chain().map(ClientChain::brokenLink).orElse("");
        return chain.isEmpty()
                ? "No verified authority of a hub vouches for the certificate of " + name() + ", whose issuer is "
                        + issuer()
                        + ", and no device has it as its own: have the client send that issuer's certificate too, if it"
                        + " stands below a verified authority; else upload and verify that authority, or set the"
                        + " certificate as the device's"
                : capital(chain) + ": send the right chain";
    }

    private String expiredCertificate() {
        for (X509Certificate each : login.request().certificates()) {
            String subject = each.getSubjectX500Principal().getName();
            Instant from = each.getNotBefore().toInstant();
            Instant until = each.getNotAfter().toInstant();
            if (login.now().isAfter(until)) {
                return "The certificate of " + subject + " has expired, on " + until + ": renew it";
            }
            if (login.now().isBefore(from)) {
                return "The certificate of " + subject + " is not yet valid, but from " + from
                        + " on: compare the clock of whoever signed it with the hub's, which is "
                        + login.now().truncatedTo(ChronoUnit.SECONDS);
            }
        }
        return "The authority that vouches for the certificate of " + name() + " has expired: upload its successor";
    }

    private String credentialRequired() {
        if (login.azureName().isPresent()
                && !detail.isEmpty()) { // else it is the user name of a device with a password
            return "There is no token and no certificate: send a shared access signature as the password, or the"
                    + " device's certificate in the handshake";
        }
        return detail.equals("no certificate")
                ? "The device is registered with a certificate, and it showed none: send it in the handshake"
                : "The device has to prove itself, and showed its id alone: send user name and password in the form of its"
                        + " cloud, or its certificate";
    }

    private String signatureWrong() {
        String whose = login.token()
                .map(SasToken::policy)
                .filter(policy -> !policy.isEmpty())
                .map(policy -> "neither key of the policy " + policy)
                .orElse("neither key of the device");
        return "The signature of the token was made with " + whose
                + ", or over another text: sign sr as it is sent, a line"
                + " feed and se, with the key decoded from Base64";
    }

    private String kindWrong() {
        if (login.request().exchange().isPresent()) {
            return "The device does not prove itself by SCRAM-SHA-256: see what it is registered with, and connect"
                    + " without an authentication method";
        }
        return kind.map(known -> switch (known) {
                    case SECRET ->
                        "The device is registered with keys, and a certificate alone was shown: send a token as"
                                + " the password";
                    case THUMBPRINT, AUTHORITY ->
                        "The device is registered with a certificate, and a token was sent: send"
                                + " the certificate in the handshake and no password";
                    case CERTIFICATE ->
                        "The device is one of the hub's own dialect: connect with the certificate that the"
                                + " hub issued";
                })
                .orElse("The device proves itself in another way than this login does: see what it is registered with");
    }

    private String passwordWrong() {
        if (login.request().exchange().isPresent()) {
            return "The password of the exchange is neither of the device's two secrets: use the secret as it is in the"
                    + " registry, not an HMAC of it";
        }
        if (login.request().password().length == 0) {
            return "There is no password: send the HMAC-SHA256 of the device's secret, with the time stamp as its key";
        }
        String stamp = login.huaweiId().map(HuaweiClientId::stamp).orElse("");
        return "The password is not the HMAC-SHA256 of the device's secret with the time stamp " + stamp
                + " as the key, in lower-case hexadecimal: use the device's secret, and the time stamp of the client"
                + " identifier";
    }

    private String missing() {
        String text = login.password();
        if (!text.regionMatches(true, 0, "SharedAccessSignature ", 0, "SharedAccessSignature ".length())) {
            return "it does not begin with SharedAccessSignature"
                    + (looksLikeAKey(text) ? ", and looks like a key itself" : "");
        }
        List<String> missing = List.of("sr", "sig", "se").stream()
                .filter(field -> !text.contains(" " + field + "=") && !text.contains("&" + field + "="))
                .toList();
        return missing.isEmpty() ? "a field of it cannot be read" : "it has no " + String.join(", no ", missing);
    }

    private static boolean looksLikeAKey(String text) {
        return KEY.matcher(text).matches();
    }

    private String device() {
        return login.azureName()
                .map(AzureUserName::name)
                .or(() -> login.huaweiId().map(HuaweiClientId::deviceId))
                .map(Login::shown)
                .orElse(Login.shown(login.request().userName()));
    }

    private String name() {
        String name = login.commonName();
        return name.isEmpty() ? "no name" : name;
    }

    private String issuer() {
        return login.chain().map(chain -> chain.issuer().getName()).orElse("unknown");
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
