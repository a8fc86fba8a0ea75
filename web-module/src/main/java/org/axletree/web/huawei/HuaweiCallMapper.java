package org.axletree.web.huawei;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.axletree.hub.dialect.huawei.HuaweiCallException;

/** Answers that a device did not do what it was asked, with Huawei's numbers. */
@Provider
public class HuaweiCallMapper implements ExceptionMapper<HuaweiCallException> {

    @Override
    public Response toResponse(HuaweiCallException e) {
        return error(e).response();
    }

    static HuaweiError error(HuaweiCallException e) {
        return switch (e.why()) {
            case OFFLINE -> new HuaweiError(403, "IOTDA.014016", e.getMessage());
            case UNHEARD -> new HuaweiError(403, "IOTDA.014112", e.getMessage());
            case TIMED_OUT -> new HuaweiError(408, "IOTDA.014111", e.getMessage());
            case UNREADABLE -> new HuaweiError(502, "IOTDA.014113", e.getMessage());
            case BUSY -> new HuaweiError(503, "IOTDA.000003", e.getMessage());
        };
    }
}
