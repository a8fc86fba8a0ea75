package org.axletree.web.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.axletree.web.rest.guard.FailureMapper;
import org.axletree.web.rest.guard.ProblemMapper;

/** The management API (scaleway.md section 2); {@code docs/reference/openapi.yaml} describes it. */
@ApplicationPath(ManagementApi.PATH)
public class ManagementApi extends Application {
    static final String PATH = "/iot/v1";

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                ExplainResource.class,
                ExplainLoginResource.class,
                HubsResource.class,
                LiveResource.class,
                ImportsResource.class,
                DevicesResource.class,
                CertificateResource.class,
                RoutesResource.class,
                NetworksResource.class,
                JmsUsersResource.class,
                DeadLettersResource.class,
                ObjectsResource.class,
                ObjectModelsResource.class,
                FirmwareResource.class,
                FirmwareUpdateResource.class,
                SessionsResource.class,
                RetainedResource.class,
                TwinsResource.class,
                TokensResource.class,
                UsersResource.class,
                AuditResource.class,
                SnapshotsResource.class,
                CommandsResource.class,
                HubCommandsResource.class,
                ProblemMapper.class,
                FailureMapper.class);
    }

    @Override
    public Map<String, Object> getProperties() {
        // The API has one description; Jersey's own, on OPTIONS, would be a second.
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
