package org.axletree.verification.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Design rule 5: names that say something, and packages that say what lives in them. */
@AnalyzeClasses(locations = House.class)
class NamesTest {

    @ArchTest
    static final ArchRule classes_areNamedByWhatTheyAre = noClasses()
            .that()
            .resideInAPackage("org.axletree..")
            .should()
            .haveNameMatching(".*[.$](Abstract\\w*|I[A-Z]\\w*|\\w*(Impl|Utils?|Helper|Manager))")
            .because("such a name says nothing of what the class does or how");

    @ArchTest
    static final ArchRule packages_areNamedByWhatLivesThere = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..misc..", "..impl..", "..helper..")
            .because("such a package collects what nobody found a place for");

    @ArchTest
    static final ArchRule classes_liveUnderOneRoot = noClasses()
            .should()
            .resideOutsideOfPackage("org.axletree..")
            .because("everything of ours has one root, and nothing of others is copied in");

    @ArchTest
    static void packages_sayWhatLivesThere(JavaClasses classes) throws IOException {
        List<Path> packages = House.MODULES.stream()
                .flatMap(module -> packagesOf(House.sources(module)))
                .toList();
        assertThat(packages).as("packages with sources").hasSizeGreaterThan(10);
        for (Path each : packages) {
            Path info = each.resolve("package-info.java");
            assertThat(info)
                    .as("every package says in a sentence or two what lives there")
                    .exists();
            assertThat(Files.readString(info))
                    .as(info.toString())
                    .contains("/**")
                    .doesNotContain("\\n");
        }
        assertThat(classes).as("classes of all modules").hasSizeGreaterThan(50);
    }

    private static Stream<Path> packagesOf(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new IllegalStateException(sources + ": cannot be read", e);
        }
    }
}
