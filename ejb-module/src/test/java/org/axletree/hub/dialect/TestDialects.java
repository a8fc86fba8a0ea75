package org.axletree.hub.dialect;

import java.util.List;
import org.axletree.hub.dialect.azure.AzureDialects;
import org.axletree.hub.dialect.scaleway.ScalewayDialects;

/** The dialects that tests read messages in. */
public final class TestDialects {
    private TestDialects() {}

    /** Scaleway's, Azure's, and one of the tests' own. */
    public static Dialects all() {
        return new Dialects(
                List.of(ScalewayDialects.withoutTwins(), AzureDialects.withoutRequests(), new ShoutingDialect()));
    }
}
