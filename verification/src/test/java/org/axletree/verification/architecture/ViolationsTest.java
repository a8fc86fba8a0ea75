package org.axletree.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that nothing can break proves nothing: here are classes that break each of them. */
class ViolationsTest {
    private static final JavaClasses VIOLATING =
            new ClassFileImporter().importPath(Path.of("target/test-classes/org/axletree"));

    static Stream<Named<ArchRule>> rules() {
        return Stream.of(
                named("netty", FencesTest.netty_onlyInMqtt),
                named("rocksdb", FencesTest.rocksDb_onlyInStores),
                named("bouncycastle", FencesTest.bouncyCastle_onlyInAuthority),
                named("jms", FencesTest.jms_onlyInDelivery),
                named("persistence", FencesTest.persistence_onlyInRegistry),
                named("configuration", FencesTest.configuration_onlyInSettings),
                named("metrics", FencesTest.metrics_onlyInTelemetry),
                named("faces", FencesTest.faces_onlyInConsole),
                named("core imports", RoomsTest.core_importsOnlyTheJdk),
                named("core order", RoomsTest.topic_isALeaf),
                named("front doors", RoomsTest.frontDoors_doNotKnowTheHub),
                named("door kit", RoomsTest.doorKit_knowsCoreAndConnectorsOnly),
                named("event loops", RoomsTest.eventLoops_haveNothingOfTheHubThatBlocks),
                named("hub", RoomsTest.hub_doesNotKnowFrontDoorsOrWeb),
                named("jms connector", RoomsTest.jmsConnector_knowsOnlyCore),
                named("web services", RoomsTest.web_usesServicesOnly),
                named("registry", RoomsTest.registry_hasNoCycles),
                named("connector", RoomsTest.connector_hasNoCycles),
                named("entities", RoomsTest.entities_stayInTheRegistry),
                named("targets", RoomsTest.targets_doNotImportOneAnother),
                named("dialects", RoomsTest.dialects_doNotImportOneAnother),
                named("doors", RoomsTest.doors_areReachedThroughOne),
                named("command line", RoomsTest.commandLine_knowsNothingOfTheServer),
                named("nodes", RoomsTest.nodes_areOnlyKnownToTheCluster),
                named("class names", NamesTest.classes_areNamedByWhatTheyAre),
                named("package names", NamesTest.packages_areNamedByWhatLivesThere));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void rule_violatingClass_isFound(ArchRule rule) {
        assertThat(rule.evaluate(VIOLATING).hasViolation())
                .as(rule.getDescription())
                .isTrue();
    }
}
