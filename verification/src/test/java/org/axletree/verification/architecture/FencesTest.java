package org.axletree.verification.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import javax.naming.InitialContext;
import javax.script.ScriptEngineManager;

/** Design rule 3: each of these libraries is used in one room only. */
@AnalyzeClasses(locations = House.class)
class FencesTest {

    @ArchTest
    static final ArchRule netty_onlyInMqtt = new Fence(
                    "io.netty..",
                    "org.axletree.mqtt..",
                    "sockets, buffers and event loops are the front door's business")
            .rule();

    @ArchTest
    static final ArchRule californium_onlyInCoap = new Fence(
                    "org.eclipse.californium..", "org.axletree.coap..", "CoAP and DTLS are the front door's business")
            .rule();

    @ArchTest
    static final ArchRule leshan_onlyInObjects = new Fence(
                    "org.eclipse.leshan..",
                    "org.axletree.coap.object..",
                    "its interfaces change from one version to the next, so that one room has to follow them")
            .rule();

    @ArchTest
    static final ArchRule rocksDb_onlyInStores = new Fence(
                    "org.rocksdb..",
                    "org.axletree.mqtt.store.. org.axletree.coap.store.. org.axletree.hub.delivery.log..",
                    "another kind of storage must be one room's work, and sessions and routes must not know of files")
            .rule();

    @ArchTest
    static final ArchRule bouncyCastle_onlyInAuthority = new Fence(
                    "org.bouncycastle..",
                    "org.axletree.hub.authority..",
                    "what signs and encrypts is read and reviewed in one place")
            .rule();

    @ArchTest
    static final ArchRule cel_onlyInConditions = new Fence(
                    "dev.cel.. com.google..",
                    "org.axletree.hub.condition.. org.axletree.hub.schema..",
                    "the rest of the hub knows conditions and schemas as texts, so that another language is one room's work")
            .rule();

    @ArchTest
    static final ArchRule jms_onlyInDelivery = new Fence(
                    "jakarta.jms..",
                    "org.axletree.hub.delivery.target.jms.. org.axletree.jms..",
                    "the rest of the hub knows queues by name only, so that another broker is the work of one room and of an"
                            + " adapter, which makes the connections")
            .rule();

    @ArchTest
    static final ArchRule persistence_onlyInRegistry = new Fence(
                    "jakarta.persistence.. org.eclipse.persistence..",
                    "org.axletree.hub.registry..",
                    "entities do not leave the transaction that loaded them")
            .rule();

    @ArchTest
    static final ArchRule hazelcast_onlyInCluster =
            new Fence("com.hazelcast..", "org.axletree..cluster..", "a hub on one node must not need a cluster").rule();

    @ArchTest
    static final ArchRule configuration_onlyInSettings = new Fence(
                    "org.eclipse.microprofile.config..",
                    "org.axletree.hub.settings..",
                    "every setting is read, checked and documented in one place")
            .rule();

    @ArchTest
    static final ArchRule metrics_onlyInTelemetry = new Fence(
                    "io.prometheus.. io.micrometer.. io.opentelemetry.. org.eclipse.microprofile.metrics..",
                    "org.axletree.hub.telemetry..",
                    "the others count with plain numbers, so that the message path does not carry a metrics library")
            .rule();

    @ArchTest
    static final ArchRule grizzly_onlyInTheGuard = new Fence(
                    "org.glassfish.grizzly..",
                    "org.axletree.server.web..",
                    "these classes live in Payara's class loader, and the launcher's cannot see them")
            .rule();

    @ArchTest
    static final ArchRule faces_onlyInConsole = new Fence(
                    "jakarta.faces.. org.primefaces..",
                    "org.axletree.web.console..",
                    "the API must be able to live without the console")
            .rule();

    @ArchTest
    static final ArchRule nimbus_onlyOnTheWayToTheProvider = new Fence(
                    "com.nimbusds..",
                    "org.axletree.web.provider..",
                    "it is Payara's, and another version of it must be one room's work")
            .rule();

    /** OWASP ASVS 1.2.5, 1.3.2, 1.3.8, 1.5.2 and 11.5.1. */
    @ArchTest
    static final ArchRule whatIsDangerous_nowhereInTheServer = noClasses()
            .that()
            .resideInAPackage("org.axletree..")
            .and()
            .resideOutsideOfPackage("org.axletree.cli..")
            .should()
            .dependOnClassesThat(belongToAnyOf(
                    ProcessBuilder.class,
                    Process.class,
                    ScriptEngineManager.class,
                    InitialContext.class,
                    ObjectInputStream.class,
                    Random.class,
                    ThreadLocalRandom.class))
            .because(
                    "what comes from outside must start no program, run no script, find no name and make no object by them,"
                            + " and a secret at random is a SecureRandom's");

    @ArchTest
    static final ArchRule hubsOwnRights_onlyAtTheDoorsOfDevices = noClasses()
            .that()
            .resideInAPackage("org.axletree.web..")
            .and()
            .resideOutsideOfPackage("org.axletree.web.network..")
            .should()
            .callMethod("org.axletree.hub.registry.Caller", "hub")
            .because(
                    "whoever comes by the web is somebody or nobody; only what devices and networks say there is the hub's"
                            + " own work, once they have proved who they are");
}
