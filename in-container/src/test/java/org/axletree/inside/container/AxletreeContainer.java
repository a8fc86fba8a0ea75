package org.axletree.inside.container;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import org.axletree.verification.harness.Axletree;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.PostgreSql;
import org.axletree.verification.harness.Scratch;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * Deploys by starting {@code axletree.jar} with another application in it, and undeploys by ending the process: the launcher
 * knows no other way, and so nothing of what is tested is different from what users start.
 */
public final class AxletreeContainer implements DeployableContainer<AxletreeConfiguration> {
    private AxletreeConfiguration configuration = new AxletreeConfiguration();
    private Optional<AxletreeProcess> process = Optional.empty();
    private Optional<PostgreSql> database = Optional.empty();

    @Override
    public Class<AxletreeConfiguration> getConfigurationClass() {
        return AxletreeConfiguration.class;
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Servlet 5.0");
    }

    @Override
    public void setup(AxletreeConfiguration configured) {
        configuration = configured;
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public ProtocolMetaData deploy(Archive<?> application) throws DeploymentException {
        try {
            Axletree axletree = Axletree.fresh().withJar(jarWith(application));
            if (configuration.getDatabase() == AxletreeConfiguration.Database.POSTGRESQL) {
                PostgreSql postgreSql = PostgreSql.start();
                database = Optional.of(postgreSql);
                axletree.with("AXLETREE_DB_URL", postgreSql.url())
                        .with("AXLETREE_DB_USER", postgreSql.user())
                        .with("AXLETREE_DB_PASSWORD", postgreSql.password());
            }
            process = Optional.of(axletree.start());
            HTTPContext http = new HTTPContext("127.0.0.1", axletree.port("AXLETREE_HTTP_PORT"));
            http.add(new Servlet("ArquillianServletRunnerEE9", "/" + Application.TESTS));
            return new ProtocolMetaData().addContext(http);
        } catch (IOException | RuntimeException e) {
            throw new DeploymentException("cannot start axletree.jar with the tests in it", e);
        }
    }

    @Override
    public void undeploy(Archive<?> application) {
        process.ifPresent(AxletreeProcess::close);
        database.ifPresent(PostgreSql::close);
        process = Optional.empty();
        database = Optional.empty();
    }

    /** The launcher reads its application in place, so it must lie there uncompressed. */
    private static Path jarWith(Archive<?> application) throws IOException {
        Path directory = Scratch.directory("axletree-inside-");
        Path ear = directory.resolve("axletree.ear");
        application.as(ZipExporter.class).exportTo(ear.toFile());
        Path jar = directory.resolve("axletree.jar");
        Files.copy(Axletree.JAR, jar);
        try (FileSystem files =
                FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("compressionMethod", "STORED"))) {
            Files.copy(ear, files.getPath("/axletree.ear"), StandardCopyOption.REPLACE_EXISTING);
        }
        return jar;
    }
}
