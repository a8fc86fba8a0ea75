package org.axletree.inside.container;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** {@code axletree.ear} as it was built, and a web module with tests beside its own. */
public final class Application {
    /** Name and context root of the tests' module. */
    static final String TESTS = "inside";

    private static final String DESCRIPTOR = "META-INF/application.xml";

    private Application() {}

    /** @param tests a class of the package that is deployed */
    public static EnterpriseArchive with(Class<?> tests) {
        EnterpriseArchive application = ShrinkWrap.create(ZipImporter.class, "axletree.ear")
                .importFrom(
                        Path.of("../server-config/target/parts/axletree.ear").toFile())
                .as(EnterpriseArchive.class);
        application.setApplicationXML(new StringAsset(descriptorOf(application)));
        WebArchive war = ShrinkWrap.create(WebArchive.class, TESTS + ".war")
                .addPackage(tests.getPackage())
                .addPackage(Application.class.getPackage())
                .addAsWebInfResource(
                        new StringAsset("<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\""
                                + " bean-discovery-mode=\"annotated\"/>"),
                        "beans.xml")
                .addAsLibraries(jarOf(Assertions.class));
        return application.addAsModule(Testable.archiveToTest(war));
    }

    private static String descriptorOf(EnterpriseArchive application) {
        try (java.io.InputStream in = application.get(DESCRIPTOR).getAsset().openStream()) {
            String module = "<module><web><web-uri>" + TESTS + ".war</web-uri><context-root>/" + TESTS
                    + "</context-root></web></module>";
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("<library-directory>", module + "<library-directory>");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(DESCRIPTOR, e);
        }
    }

    private static java.io.File jarOf(Class<?> type) {
        return new java.io.File(
                type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
}
