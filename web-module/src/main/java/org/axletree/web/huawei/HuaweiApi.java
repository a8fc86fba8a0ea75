package org.axletree.web.huawei;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** Huawei's management API ({@code docs/reference/dialects/huawei.md}). */
@ApplicationPath(HuaweiApi.PATH)
public class HuaweiApi extends Application {
    static final String PATH = "/v5/iot";

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                HuaweiDevicesResource.class,
                HuaweiDeviceResource.class,
                HuaweiDownlinkResource.class,
                HuaweiShadowResource.class,
                HuaweiCertificatesResource.class,
                HuaweiCallMapper.class,
                HuaweiProblemMapper.class,
                HuaweiFailureMapper.class);
    }

    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true);
    }
}
