package org.axletree.verification.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Design rules 1, 2 and 4: who may import whom. */
@AnalyzeClasses(locations = House.class)
class RoomsTest {

    @ArchTest
    static final ArchRule core_importsOnlyTheJdk = classes()
            .that()
            .resideInAPackage("org.axletree.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "javax.crypto..", "org.axletree.core..")
            .because("the contract must not force a library on any front door or on the hub");

    @ArchTest
    static final ArchRule topic_isALeaf = coreRoom("topic");

    @ArchTest
    static final ArchRule message_knowsTopics = coreRoom("message", "topic");

    @ArchTest
    static final ArchRule crypto_isALeaf = coreRoom("crypto");

    @ArchTest
    static final ArchRule scram_knowsCrypto = coreRoom("scram", "crypto");

    @ArchTest
    static final ArchRule identity_knowsScram = coreRoom("identity", "scram");

    @ArchTest
    static final ArchRule limit_knowsMessages = coreRoom("limit", "message");

    @ArchTest
    static final ArchRule home_isALeaf = coreRoom("home");

    @ArchTest
    static final ArchRule setting_knowsLimits = coreRoom("setting", "limit");

    @ArchTest
    static final ArchRule filter_knowsMessagesTopicsAndIdentities = coreRoom("filter", "message", "topic", "identity");

    @ArchTest
    static final ArchRule route_knowsMessagesAndTopics = coreRoom("route", "message", "topic");

    @ArchTest
    static final ArchRule outcome_knowsMessagesAndTopics = coreRoom("outcome", "message", "topic");

    @ArchTest
    static final ArchRule door_knowsAllButEvents =
            coreRoom("door", "topic", "message", "identity", "limit", "filter", "route", "outcome");

    @ArchTest
    static final ArchRule event_knowsDoors =
            coreRoom("event", "topic", "message", "identity", "limit", "filter", "route", "outcome", "door");

    @ArchTest
    static final ArchRule core_hasNoCycles = slices().matching("org.axletree.core.(*)..")
            .should()
            .beFreeOfCycles()
            .because("rooms that import one another are one room");

    @ArchTest
    static final ArchRule hub_hasNoCycles = slices().matching("org.axletree.hub.(*)..")
            .should()
            .beFreeOfCycles()
            .because("rooms that import one another are one room");

    @ArchTest
    static final ArchRule registry_hasNoCycles = slices().assignedFrom(new Packages("org.axletree.hub.registry"))
            .should()
            .beFreeOfCycles()
            .because("what all of them need lies in the registry itself, and knows none of its rooms");

    @ArchTest
    static final ArchRule connector_hasNoCycles = slices().assignedFrom(new Packages("org.axletree.mqtt"))
            .should()
            .beFreeOfCycles()
            .because("a session is made of its parts, which know what it stands on and one another in one direction");

    @ArchTest
    static final ArchRule coapConnector_hasNoCycles = slices().assignedFrom(new Packages("org.axletree.coap"))
            .should()
            .beFreeOfCycles()
            .because("a session knows its registration and the way to its device, and neither knows it");

    @ArchTest
    static final ArchRule frontDoors_doNotKnowOneAnother = noClasses()
            .that()
            .resideInAPackage("org.axletree.coap..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.axletree.mqtt..")
            .because("front doors meet in core.door only, so that each can be replaced");

    @ArchTest
    static final ArchRule web_hasNoCycles = slices().assignedFrom(new Packages("org.axletree.web"))
            .should()
            .beFreeOfCycles()
            .because("rooms that import one another are one room");

    @ArchTest
    static final ArchRule frontDoors_doNotKnowTheHub = noClasses()
            .that()
            .resideInAnyPackage("org.axletree.mqtt..", "org.axletree.coap..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.axletree.hub..", "org.axletree.web..", "org.axletree.jms..", "org.axletree.server..")
            .because("a front door meets the hub in core.door only, so that either can be replaced");

    @ArchTest
    static final ArchRule doorKit_knowsCoreAndConnectorsOnly = classes()
            .that()
            .resideInAPackage("org.axletree.door..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.management..",
                    "javax.naming..",
                    "javax.security.auth..",
                    "javax.transaction.xa..",
                    "jakarta.resource..",
                    "org.axletree.core..",
                    "org.axletree.door..")
            .because("a front door of any protocol stands on it, and none must bring another's library along");

    @ArchTest
    static final ArchRule doorKit_hasNoCycles = slices().assignedFrom(new Packages("org.axletree.door"))
            .should()
            .beFreeOfCycles()
            .because("rooms that import one another are one room");

    @ArchTest
    static final ArchRule eventLoops_haveNothingOfTheHubThatBlocks = noClasses()
            .that()
            .resideInAPackage("org.axletree.mqtt.loop..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.axletree\\.core\\.door\\.(DeviceInflow|ConnectInflow|CommitInflow)")
            .because("an event loop that waits for a database holds up every connection on it");

    @ArchTest
    static final ArchRule hub_doesNotKnowFrontDoorsOrWeb = noClasses()
            .that()
            .resideInAPackage("org.axletree.hub..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.axletree.mqtt..",
                    "org.axletree.coap..",
                    "org.axletree.web..",
                    "org.axletree.jms..",
                    "org.axletree.server..")
            .because("the hub meets its front doors in core.door only, and offers services without knowing who calls");

    @ArchTest
    static final ArchRule jmsConnector_knowsOnlyCore = noClasses()
            .that()
            .resideInAPackage("org.axletree.jms..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.axletree.hub..", "org.axletree.mqtt..", "org.axletree.web..", "org.axletree.server..")
            .because("the broker is a resource that the hub uses, not a part of it");

    @ArchTest
    static final ArchRule web_usesServicesOnly = noClasses()
            .that()
            .resideInAPackage("org.axletree.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.persistence..", "org.axletree.mqtt..", "org.axletree.jms..", "org.axletree.server..")
            .because("pages and resources ask the hub's services and never reach around them");

    @ArchTest
    static final ArchRule entities_stayInTheRegistry = noClasses()
            .that()
            .resideOutsideOfPackage("org.axletree.hub.registry..")
            .should()
            .dependOnClassesThat()
            .areAnnotatedWith("jakarta.persistence.Entity")
            .because("an entity in a signature of others leaks columns, and changes that nobody commits");

    @ArchTest
    static final ArchRule targets_doNotImportOneAnother = slices().matching("org.axletree.hub.delivery.target.(*)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true)
            .because("a new kind of route target is one new package and touches no other");

    @ArchTest
    static final ArchRule dialects_doNotImportOneAnother = slices().matching("org.axletree.hub.dialect.(*)..")
            .should()
            .notDependOnEachOther()
            .because("a new dialect is one new package, and what one cloud changes must not reach another's devices");

    @ArchTest
    static final ArchRule doors_areReachedThroughOne = noClasses()
            .that()
            .resideInAPackage("org.axletree.hub..")
            .and()
            .resideOutsideOfPackage("org.axletree.hub.door..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.axletree\\.core\\.door\\.DeviceLine(Factory)?")
            .because("whoever has something to tell must not have to know how many front doors there are");

    @ArchTest
    static final ArchRule nodes_areOnlyKnownToTheCluster = noClasses()
            .that()
            .resideInAnyPackage("org.axletree.hub..", "org.axletree.web..")
            .and()
            .haveSimpleNameNotStartingWith("Local")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("org\\.axletree\\.hub\\..*\\.Local[A-Z]\\w*")
            .because(
                    "what a second node must share is asked for by its interface, so that only the bean is another one there");

    @ArchTest
    static final ArchRule commandLine_knowsNothingOfTheServer = classes()
            .that()
            .resideInAPackage("org.axletree.cli..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.net.ssl..",
                    "javax.crypto..",
                    "javax.xml..",
                    "org.w3c.dom..",
                    "org.xml.sax..",
                    "com.sun.net.httpserver..",
                    "jakarta.json..",
                    "picocli..",
                    "io.burt.jmespath..",
                    "org.yaml.snakeyaml..",
                    "com.hivemq.client..",
                    "org.axletree.cli..")
            .because("what it can do, every other client of the APIs can do as well, and it starts in a moment");

    @ArchTest
    static final ArchRule commandLine_hasNoCycles = slices().assignedFrom(new Packages("org.axletree.cli"))
            .should()
            .beFreeOfCycles()
            .because("rooms that import one another are one room");

    private static ArchRule coreRoom(String room, String... others) {
        String[] allowed = new String[others.length + 3];
        allowed[0] = "java..";
        allowed[1] = "javax.crypto..";
        allowed[2] = "org.axletree.core." + room + "..";
        for (int i = 0; i < others.length; i++) {
            allowed[i + 3] = "org.axletree.core." + others[i] + "..";
        }
        return classes()
                .that()
                .resideInAPackage("org.axletree.core." + room + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .because(
                        "the rooms of core are ordered {topic, scram} ← message ← {filter, route, outcome} ← door ← event");
    }
}
