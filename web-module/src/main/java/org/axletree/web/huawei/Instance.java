package org.axletree.web.huawei;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.axletree.hub.registry.huawei.HuaweiAddress;

/** Which hub a request means: a header names it, where the project has more than one. */
final class Instance {
    private static final String HEADER = "Instance-Id";

    private Instance() {}

    static HuaweiAddress of(String projectId, HttpHeaders headers) {
        return new HuaweiAddress(
                projectId, Optional.ofNullable(headers.getHeaderString(HEADER)).filter(id -> !id.isBlank()));
    }
}
