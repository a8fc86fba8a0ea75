package org.axletree.cli.azure;

import org.axletree.cli.command.Standard;
import org.axletree.cli.command.Verb;
import org.axletree.cli.command.Word;
import org.axletree.cli.terminal.Status;

/** The words of {@code axle az}, with the options that Azure's command line has for them. */
public final class AzWords {
    private static final String[] HUB = {"--hub-name", "-n"};
    private static final String[] DEVICE = {"--device-id", "-d"};

    private AzWords() {}

    public static Word word() {
        Word az = Word.group("az", "Azure's command line: az group, az iot hub, az iot device.");
        az.with(Word.group("extension", "Extensions, of which none is needed.")
                .with(nothing("add", "Does nothing: the words are there.")
                        .option("Which.", "--name", "-n")
                        .option("Which version.", "--version")
                        .flag("Accepted.", "--upgrade", "-U")
                        .option("Accepted.", "--source", "-s")
                        .flag("Accepted.", "--allow-preview"))
                .with(nothing("update", "Does nothing.").option("Which.", "--name", "-n"))
                .with(nothing("remove", "Does nothing.").option("Which.", "--name", "-n")));
        az.with(nothing("login", "Does nothing: AXLE_TOKEN or axle login says who asks.")
                .option("Accepted.", "--tenant", "-t"));
        az.with(group());
        az.with(Word.group("iot", "Hubs and devices.").with(hub()).with(device()));
        return az;
    }

    private static Word nothing(String name, String does) {
        return plain(name, does, call -> Status.DONE).flag("Accepted.", "--yes", "-y");
    }

    private static Word plain(String name, String does, Verb verb) {
        return Standard.of(Word.of(name, does, verb))
                .option("Accepted: there is one.", "--subscription")
                .flag("Accepted.", "--only-show-errors")
                .flag("Accepted.", "--verbose")
                .flag("Accepted.", "--debug");
    }

    private static Word group() {
        return Word.group("group", "Resource groups.")
                .with(plain("create", "Makes a group.", AzResources::createGroup)
                        .needs("Its name.", "--name", "-n", "--resource-group", "-g")
                        .needs("Where, in Azure's words.", "--location", "-l")
                        .values("Tags, as name=value.", "--tags"))
                .with(plain("list", "Lists groups.", AzResources::groups))
                .with(plain("show", "Shows a group.", AzResources::showGroup)
                        .needs("Its name.", "--name", "-n", "--resource-group", "-g"))
                .with(plain("exists", "Says whether there is a group.", AzResources::existsGroup)
                        .needs("Its name.", "--name", "-n", "--resource-group", "-g"))
                .with(plain("delete", "Deletes a group with its hubs.", AzResources::deleteGroup)
                        .needs("Its name.", "--name", "-n", "--resource-group", "-g")
                        .flag("Asks nothing.", "--yes", "-y")
                        .flag("Accepted: it does not take long.", "--no-wait")
                        .option("Accepted.", "--force-deletion-types", "-f"));
    }

    private static Word inGroup(Word word) {
        return word.option("The group it is in.", "--resource-group", "-g");
    }

    private static Word ofHub(Word word) {
        return inGroup(word)
                .option("The hub.", HUB)
                .option("The hub, by a connection string.", "--login", "-l")
                .option("Accepted: there is one way.", "--auth-type");
    }

    private static Word hub() {
        Word hub = Word.group("hub", "Hubs.");
        hub.with(inGroup(plain("create", "Makes a hub.", AzResources::createHub))
                        .needs("Its name.", "--name", "-n")
                        .option("Where; else where the group is.", "--location", "-l")
                        .option("F1, B1…, S1…; F1 unless said.", "--sku")
                        .option("How many units.", "--unit")
                        .option("Partitions of the endpoint for events.", "--partition-count")
                        .option("Days that events are kept there; accepted.", "--retention-day", "--rd")
                        .option("Most deliveries of a message to a device.", "--c2d-max-delivery-count", "--cdd")
                        .option("Hours that a message to a device is kept.", "--c2d-ttl", "--ct")
                        .option("Accepted.", "--min-tls-version", "--mintls")
                        .values("Tags, as name=value.", "--tags"))
                .with(inGroup(plain("show", "Shows a hub.", AzResources::showHub))
                        .needs("Its name.", "--name", "-n"))
                .with(inGroup(plain("list", "Lists hubs.", AzResources::hubs)))
                .with(inGroup(plain("delete", "Deletes a hub and its devices.", AzResources::deleteHub))
                        .needs("Its name.", "--name", "-n")
                        .flag("Asks nothing.", "--yes", "-y")
                        .flag("Accepted.", "--no-wait"))
                .with(inGroup(plain("show-connection-string", "Shows a hub's connection string.", AzTokens::ofHub))
                        .option("The hub.", "--name", "--hub-name", "-n")
                        .option("Whose key.", "--policy-name", "--pn")
                        .option("primary or secondary.", "--key-type", "--key", "--kt"));
        hub.with(Word.group("connection-string", "How applications reach a hub.")
                .with(ofHub(plain("show", "Shows a hub's connection string.", AzTokens::ofHub))
                        .option("Whose key; the owner's unless said.", "--policy-name", "--pn")
                        .option("primary or secondary.", "--key-type", "--kt")
                        .flag("Accepted.", "--default-eventhub", "--eh")));
        hub.with(Word.group("policy", "Who may do what at a hub.")
                .with(inGroup(plain("list", "Lists policies.", AzResources::policies))
                        .needs("The hub.", "--hub-name"))
                .with(inGroup(plain("show", "Shows a policy.", AzResources::policy))
                        .needs("The hub.", "--hub-name")
                        .needs("Which.", "--name", "-n")));
        hub.with(certificate()).with(identity()).with(twin()).with(cloudMessage());
        hub.with(ofHub(plain("invoke-device-method", "Calls a method of a device.", AzDevices::invoke))
                        .needs("The device.", DEVICE)
                        .needs("Its name.", "--method-name", "--mn")
                        .option("What is passed, as JSON.", "--method-payload", "--mp")
                        .option("Seconds to wait for the answer.", "--timeout", "--to"))
                .with(ofHub(plain("generate-sas-token", "Makes a token.", AzTokens::sas))
                        .option("For a device.", DEVICE)
                        .option("For a module of it.", "--module-id", "-m")
                        .option("Whose key; the owner's unless said.", "--policy-name", "--pn")
                        .option("primary or secondary.", "--key-type", "--kt")
                        .option("Seconds that it is good for; 3600 unless said.", "--duration", "--du")
                        .option("Of this connection string.", "--connection-string", "--cs"))
                .with(ofHub(plain("query", "Finds twins.", AzDevices::query))
                        .needs("In Azure's query language.", "--query-command", "-q")
                        .option("At most so many.", "--top"))
                .with(monitor())
                .with(ofHub(plain("monitor-feedback", "Prints what became of messages.", AzMonitor::feedback))
                        .option("Of this device only.", DEVICE)
                        .option("Ends with the answer about this message.", "--wait-on-msg", "-w")
                        .flag("Accepted.", "--repair", "-r")
                        .flag("Asks nothing.", "--yes", "-y"));
        return hub;
    }

    /** What devices of a hub say, of whichever dialect. */
    public static Word monitor() {
        return inGroup(plain("monitor-events", "Prints what devices say.", AzMonitor::events))
                .option("The hub.", "--hub-name", "-n", "--hub")
                .option("The hub, by a connection string.", "--login", "-l")
                .option("Accepted: there is one way.", "--auth-type")
                .option("Of this device only.", DEVICE)
                .values("Which properties beside: app, sys, anno, all.", "--properties", "--props", "-p")
                .option("Ends after so many seconds of silence.", "--timeout", "--to", "-t")
                .option("As if the payload were of this type.", "--content-type", "--ct")
                .option("Accepted.", "--consumer-group", "--cg", "-c")
                .option("Accepted.", "--enqueued-time", "--et", "-e")
                .option("Ends after so many messages.", "--message-count", "--mc")
                .flag("Accepted: nothing is missing.", "--repair", "-r")
                .flag("Asks nothing.", "--yes", "-y");
    }

    private static Word certificate() {
        return Word.group("certificate", "Authorities that vouch for a hub's devices.")
                .with(certificate("create", "Uploads a certificate.", AzCertificates::create)
                        .needs("A file in PEM or DER.", "--path", "-p")
                        .choice("Accepted: it is proved by verify.", "--verified", "-v"))
                .with(inGroup(plain("list", "Lists certificates.", AzCertificates::list))
                        .needs("The hub.", "--hub-name"))
                .with(certificate("show", "Shows a certificate.", AzCertificates::show))
                .with(certificate("update", "Uploads another in its place.", AzCertificates::update)
                        .needs("A file in PEM or DER.", "--path", "-p")
                        .needs("As it was shown last.", "--etag", "-e")
                        .choice("Accepted.", "--verified", "-v"))
                .with(certificate("delete", "Deletes a certificate.", AzCertificates::delete)
                        .needs("As it was shown last.", "--etag", "-e"))
                .with(certificate(
                                "generate-verification-code",
                                "Makes the code that a proof has as its common name.",
                                AzCertificates::code)
                        .needs("As it was shown last.", "--etag", "-e"))
                .with(certificate("verify", "Uploads the proof.", AzCertificates::verify)
                        .needs("A file in PEM or DER.", "--path", "-p")
                        .needs("As it was shown last.", "--etag", "-e"));
    }

    private static Word certificate(String name, String does, Verb verb) {
        return inGroup(plain(name, does, verb)).needs("The hub.", "--hub-name").needs("Which.", "--name", "-n");
    }

    private static Word identity() {
        return Word.group("device-identity", "Devices of a hub.")
                .with(credentials(ofHub(plain("create", "Registers a device.", AzDevices::create)))
                        .needs("Its name.", DEVICE)
                        .option(
                                "How it shows who it is: shared_private_key, x509_ca, x509_thumbprint.",
                                "--auth-method",
                                "--am")
                        .choice("An edge device.", "--edge-enabled", "--ee"))
                .with(ofHub(plain("show", "Shows a device.", AzDevices::show)).needs("Which.", DEVICE))
                .with(ofHub(plain("list", "Lists devices.", AzDevices::list))
                        .option("At most so many.", "--top")
                        .choice("Edge devices.", "--edge-enabled", "--ee"))
                .with(credentials(ofHub(plain("update", "Changes a device.", AzDevices::update)))
                        .needs("Which.", DEVICE)
                        .option("How it shows who it is.", "--auth-method", "--am")
                        .option("As it was shown last.", "--etag", "-e")
                        .values("A property, as name=value.", "--set"))
                .with(ofHub(plain("delete", "Deletes a device.", AzDevices::delete))
                        .needs("Which.", DEVICE)
                        .option("As it was shown last.", "--etag", "-e"))
                .with(ofHub(plain("renew-key", "Makes new keys.", AzDevices::renewKey))
                        .needs("Which.", DEVICE)
                        .needs("primary, secondary or swap.", "--key-type", "--kt"))
                .with(deviceString("show-connection-string", AzTokens::ofDevice))
                .with(Word.group("connection-string", "How a device reaches its hub.")
                        .with(deviceString("show", AzTokens::ofDevice)));
    }

    private static Word credentials(Word word) {
        return word.option("The first thumbprint.", "--primary-thumbprint", "--ptp")
                .option("The second thumbprint.", "--secondary-thumbprint", "--stp")
                .option(
                        "The first key, in Base64; @file and env: for what others must not see.",
                        "--primary-key",
                        "--pk")
                .option("The second key.", "--secondary-key", "--sk")
                .option("enabled or disabled.", "--status", "--sta")
                .option("Why.", "--status-reason", "--star");
    }

    private static Word deviceString(String name, Verb verb) {
        return ofHub(plain(name, "Shows a device's connection string.", verb))
                .needs("Which.", DEVICE)
                .option("primary or secondary.", "--key-type", "--kt");
    }

    private static Word twin() {
        return Word.group("device-twin", "Twins of devices.")
                .with(ofHub(plain("show", "Shows a twin.", AzDevices::twin)).needs("Of which device.", DEVICE))
                .with(ofHub(plain("update", "Changes a twin.", AzDevices::updateTwin))
                        .needs("Of which device.", DEVICE)
                        .option("Desired properties, as JSON.", "--desired")
                        .option("Tags, as JSON.", "--tags")
                        .option("As it was shown last.", "--etag", "-e")
                        .values("A property, as tags.a=JSON.", "--set"))
                .with(ofHub(plain("replace", "Puts another in its place.", AzDevices::replaceTwin))
                        .needs("Of which device.", DEVICE)
                        .needs("The twin, as JSON or a file of it.", "--json", "-j")
                        .option("As it was shown last.", "--etag", "-e"));
    }

    private static Word cloudMessage() {
        return Word.group("c2d-message", "Messages to devices.")
                .with(ofHub(plain("send", "Sends a message to a device.", AzDevices::send))
                        .needs("To which.", DEVICE)
                        .option("The message.", "--data", "--da")
                        .option("A file with it.", "--data-file-path", "--dfp")
                        .option("Its properties, as a=b;c=d.", "--props", "-p", "--properties")
                        .option("positive, negative or full.", "--ack")
                        .option("Its identifier.", "--message-id", "--mid")
                        .option("What it answers.", "--correlation-id", "--cid")
                        .option("Who says it.", "--user-id", "--uid")
                        .option("What the payload is.", "--content-type", "--ct")
                        .option("How the payload is encoded.", "--content-encoding", "--ce")
                        .option("Until when, in Unix milliseconds.", "--expiry-time-utc", "--expiry")
                        .flag("Waits for the feedback.", "--wait", "-w")
                        .flag("Asks nothing.", "--yes", "-y"))
                .with(ofHub(plain("purge", "Drops what waits for a device.", AzDevices::purge))
                        .needs("For which.", DEVICE));
    }

    private static Word device() {
        return Word.group("device", "Devices.").with(cloudMessage());
    }
}
