package org.axletree.core.setting;

import java.util.Locale;

/**
 * What an operator may set (configuration.md), beside the limits of {@link org.axletree.core.limit.HubLimit}. A setting is
 * the environment variable {@code AXLETREE_<NAME>}, or the system property of the same name in lower case with dots, which
 * wins.
 */
public enum Setting {
    HOME(SettingKind.PATH, "./axletree-data", "The state directory: everything that must survive a restart."),
    BIND(SettingKind.ADDRESS, "0.0.0.0", "The address on which devices and browsers are heard."),
    HOST(
            SettingKind.HOST_NAMES,
            "`localhost` and the host's name",
            "The names the server's certificate is for, the first one being the one told to devices."),
    DPS_HOST(
            SettingKind.HOST_NAMES,
            "`global.` before the first of the server's names",
            "The name at which devices of Azure's dialect ask which hub is theirs; the server's certificate is for it too."),
    MQTT_PORT(SettingKind.PORT, "1883", "Port of MQTT without TLS."),
    MQTTS_PORT(SettingKind.PORT, "8883", "Port of MQTT with TLS."),
    WS_PORT(SettingKind.PORT, "8083", "Port of MQTT over WebSocket without TLS."),
    WSS_PORT(SettingKind.PORT, "8084", "Port of MQTT over WebSocket with TLS."),
    COAP_PORT(SettingKind.PORT, "5683", "Port of CoAP (LwM2M) without DTLS; UDP."),
    COAPS_PORT(SettingKind.PORT, "5684", "Port of CoAP (LwM2M) with DTLS; UDP."),
    PROXY_PROTOCOL(
            SettingKind.someOf("mqtt", "mqtts", "ws", "wss"),
            "",
            "The ports that only a proxy or load balancer reaches: there every connection must begin with a header of the"
                    + " PROXY protocol, version 1 or 2, and its address is believed."),
    EVENT_TOPICS(
            SettingKind.oneOf("severity-first", "source-first"),
            "severity-first",
            "The order of the levels in the topics of events: `<prefix>/error/device/<id>`, or"
                    + " `<prefix>/device/<id>/error`."),
    SHARED_PLAN_QOS_1(
            SettingKind.oneOf("no", "yes"),
            "no",
            "Whether devices of a hub on the shared plan may publish with QoS 1; QoS 2 and subscribing with QoS 1 stay"
                    + " forbidden."),
    DURABILITY(
            SettingKind.oneOf("process", "disk"),
            "process",
            "What sessions, messages that wait for them and retained messages survive once they are acknowledged:"
                    + " `process`, the sudden end of the server; `disk`, that of the machine as well, at the price of"
                    + " waiting for the disk."),
    TLS_ENGINE(
            SettingKind.oneOf("auto", "native", "java"),
            "auto",
            "What does the TLS of devices: `native`, the quick one, which knows devices' keys of RSA and of EC on P-256 and"
                    + " P-384; `java`, which knows EC on P-521, Ed25519, Ed448 and RSA-PSS as well; `auto`, the quick one for"
                    + " all but the addresses where somebody needs the other."),
    HTTP_PORT(SettingKind.PORT, "8080", "Port of console and API without TLS."),
    HTTPS_PORT(SettingKind.PORT, "8443", "Port of console and API with TLS."),
    CONSOLE_HTTPS(
            SettingKind.oneOf("remote", "required", "offered"),
            "remote",
            "Of whom the console requires TLS: `remote`, of browsers on other machines; `required`, of all, which are told to come to"
                    + " this host with TLS only from then on (HSTS); `offered`, of none, for a proxy on another machine that does the TLS."),
    JMS_BIND(SettingKind.ADDRESS, "127.0.0.1", "The address on which the embedded JMS broker is heard."),
    JMS_PORT(SettingKind.PORT, "7676", "Port of the embedded JMS broker."),
    JMS_URL(
            SettingKind.BROKER_ADDRESSES,
            "",
            "Addresses of an OpenMQ broker elsewhere, as `mq://broker:7676`; no broker is embedded then."),
    JMS_USER(
            SettingKind.USER_NAME,
            "enterprise",
            "Login name of JMS consumers at the embedded broker; the hub's own at a broker elsewhere."),
    JMS_PASSWORD(
            SettingKind.FOREIGN_PASSWORD, "generated into the file `jms-password`", "The password that belongs to it."),
    JMS_SYNC(
            SettingKind.oneOf("no", "yes"),
            "no",
            "Whether the embedded broker waits for the disk at each commit: a power cut then loses nothing that was"
                    + " acknowledged, at the price of a disk write a message."),
    ROUTES_ALLOW(
            SettingKind.NETWORKS,
            "",
            "What routes may reach besides the open addresses. Closed without it are loopback, link-local, multicast and"
                    + " other special addresses, so that no tenant's route leads into this machine."),
    ROUTES_HOLD(
            SettingKind.oneOf("no", "yes"),
            "no",
            "Whether all routes only collect, and bring nothing in: for a copy of a hub, which must not speak in its place."),
    DB_URL(
            SettingKind.DATABASE_URL,
            "the file `registry.mv.db` in the state directory",
            "JDBC address of the registry's database, as `jdbc:postgresql://host/database`."),
    DB_USER(SettingKind.TEXT, "", "Login name at the database."),
    DB_PASSWORD(SettingKind.FOREIGN_PASSWORD, "", "The password that belongs to it."),
    ADMIN_PASSWORD(
            SettingKind.PASSWORD,
            "generated at the first start into the file `admin-password`",
            "Password of the user `admin` in the console."),
    ADMIN_TOKEN(
            SettingKind.TOKEN,
            "generated at the first start into the file `admin-token`",
            "The token for the management API (`X-Auth-Token`)."),
    OIDC_ISSUER(
            SettingKind.WEB_ADDRESS,
            "",
            "The identity provider (OpenID Connect) by which people may log in to the console, as its `issuer` is called in"
                    + " `<issuer>/.well-known/openid-configuration`. Passwords go on as before."),
    OIDC_CLIENT_ID(
            SettingKind.TEXT, "", "What the console is called at the provider; needed with `AXLETREE_OIDC_ISSUER`."),
    OIDC_CLIENT_SECRET(
            SettingKind.FOREIGN_PASSWORD,
            "",
            "What the console proves itself with at the provider. Without one it is a public client, with PKCE alone."),
    OIDC_NAME(SettingKind.TEXT, "the host of the issuer", "What the provider is called on the login page."),
    OIDC_REDIRECT(
            SettingKind.WEB_ADDRESS,
            "`https://HOST:HTTPS_PORT/login/callback`, with the first of the server's names",
            "Where the provider sends browsers back to: the console's address as browsers know it, and `/login/callback`."
                    + " The provider must be told the same."),
    OIDC_CA(
            SettingKind.PATH,
            "the authorities that Java knows",
            "A file with the authorities (PEM) by which the provider is known, in the place of those that Java knows."),
    OIDC_SCOPES(SettingKind.TEXT, "openid profile email", "What the provider is asked for, separated by spaces."),
    OIDC_ROLES_CLAIM(
            SettingKind.TEXT,
            "groups",
            "The claim whose values say what a person may do; `realm_access.roles` is one inside another."),
    OIDC_ADMINISTRATORS(
            SettingKind.TEXT, "", "The values of that claim, separated by commas, that make an administrator."),
    OIDC_OPERATORS(SettingKind.TEXT, "", "Those that make an operator."),
    OIDC_READERS(
            SettingKind.TEXT,
            "",
            "Those that let somebody look. Who has none of these values is not let in; of several the one that may most counts."),
    OIDC_PROJECTS_CLAIM(
            SettingKind.TEXT,
            "",
            "The claim that names the projects whose things an operator or reader sees. Where it is set, who has no project"
                    + " there is not let in; where it is not, all are seen."),
    OIDC_HOURS(
            SettingKind.number(1, 720),
            "12",
            "The longest that a login by the provider lasts; then it is asked again who that is and what that person may do."),
    MASTER_KEY(
            SettingKind.MASTER_KEY,
            "generated at the first start into the file `master.key`",
            "The key that encrypts secrets at rest."),
    SERVER_CERTIFICATE(
            SettingKind.PATHS,
            "",
            "Files with certificates of the owner's own for the server, each PEM with its chain, separated by commas. Whoever"
                    + " asks for a name that one is for gets that one, whoever names none the first; all others get the"
                    + " hub's own. They are read anew when they change."),
    SERVER_KEY(
            SettingKind.PATHS,
            "",
            "The files with the keys of these certificates, PEM without a password, in the same order."),
    SERVER_CERTIFICATE_DAYS(
            SettingKind.number(1, 3650),
            "397",
            "Validity of the server's certificate in days; it is renewed when a third of them is left."),
    START_SECONDS(
            SettingKind.number(1, 86_400),
            "600",
            "The longest that is waited for the hub to be ready at a start, and by its ports for devices until it is there; then"
                    + " the server says so and ends, with status 1."),
    STOP_SECONDS(
            SettingKind.number(2, 3600),
            "10",
            "The longest that a stop may take; what takes longer is cut off, with status 1."),
    LOG(
            SettingKind.oneOf("file", "console"),
            "file",
            "Where the log goes: `logs/axletree.log` in the state directory, or standard error."),
    LOG_FORMAT(SettingKind.oneOf("text", "json"), "text", "How a line of the log is written.");

    private final SettingKind kind;
    private final String standard;
    private final String meaning;

    Setting(SettingKind kind, String standard, String meaning) {
        this.kind = kind;
        this.standard = standard;
        this.meaning = meaning;
    }

    /** What values it may have. */
    public SettingKind kind() {
        return kind;
    }

    /** The value where nothing is set; of some settings only a description of it. */
    public String standard() {
        return standard;
    }

    /** What it is for, for people. */
    public String meaning() {
        return meaning;
    }

    /** The system property that sets it. */
    public String property() {
        return "axletree." + name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** The environment variable that sets it. */
    public String variable() {
        return "AXLETREE_" + name();
    }
}
