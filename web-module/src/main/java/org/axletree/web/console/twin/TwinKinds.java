package org.axletree.web.console.twin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** The kinds of twin that there are. */
@ApplicationScoped
class TwinKinds {
    @Inject
    private Documents documents;

    @Inject
    private AzureTwinKind azure;

    @Inject
    private HuaweiShadowKind huawei;

    /** What devices that speak these words have; documents where their cloud has nothing of its own. */
    TwinKind of(String dialect) {
        return List.of(azure, huawei).stream()
                .filter(kind -> kind.dialect().equals(dialect))
                .findFirst()
                .orElse(documents);
    }
}
