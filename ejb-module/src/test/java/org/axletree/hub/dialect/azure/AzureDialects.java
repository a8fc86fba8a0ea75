package org.axletree.hub.dialect.azure;

/** Azure's dialect for tests of others. */
public final class AzureDialects {
    private AzureDialects() {}

    /** One whose requests nobody carries out. */
    public static AzureDialect withoutRequests() {
        return new AzureDialect(new AzureRequests());
    }
}
