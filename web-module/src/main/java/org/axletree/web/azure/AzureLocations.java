package org.axletree.web.azure;

import java.util.Locale;
import java.util.Set;

/**
 * The regions of Azure. Where a hub is said to be means nothing here; but a name that no region has is a slip of the hand, and
 * whoever makes one is told so, as by Azure.
 */
final class AzureLocations {
    private static final Set<String> KNOWN = Set.of(
            "australiacentral",
            "australiacentral2",
            "australiaeast",
            "australiasoutheast",
            "austriaeast",
            "belgiumcentral",
            "brazilsouth",
            "brazilsoutheast",
            "canadacentral",
            "canadaeast",
            "centralindia",
            "centralus",
            "centraluseuap",
            "chilecentral",
            "chinaeast",
            "chinaeast2",
            "chinaeast3",
            "chinanorth",
            "chinanorth2",
            "chinanorth3",
            "denmarkeast",
            "eastasia",
            "eastus",
            "eastus2",
            "eastus2euap",
            "francecentral",
            "francesouth",
            "germanynorth",
            "germanywestcentral",
            "indonesiacentral",
            "israelcentral",
            "italynorth",
            "japaneast",
            "japanwest",
            "jioindiacentral",
            "jioindiawest",
            "koreacentral",
            "koreasouth",
            "malaysiawest",
            "mexicocentral",
            "newzealandnorth",
            "northcentralus",
            "northeurope",
            "norwayeast",
            "norwaywest",
            "polandcentral",
            "qatarcentral",
            "southafricanorth",
            "southafricawest",
            "southcentralus",
            "southeastasia",
            "southindia",
            "spaincentral",
            "swedencentral",
            "swedensouth",
            "switzerlandnorth",
            "switzerlandwest",
            "uaecentral",
            "uaenorth",
            "uksouth",
            "ukwest",
            "usdodcentral",
            "usdodeast",
            "usgovarizona",
            "usgovtexas",
            "usgovvirginia",
            "westcentralus",
            "westeurope",
            "westindia",
            "westus",
            "westus2",
            "westus3");

    private AzureLocations() {}

    /**
     * A location as it was sent, as {@code northeurope} or {@code North Europe}.
     *
     * @throws AzureException if Azure has no such region
     */
    static String require(String location) {
        if (!KNOWN.contains(location.replace(" ", "").toLowerCase(Locale.ROOT))) {
            throw new AzureException(
                    400,
                    400004,
                    "LocationNotAvailableForResourceType",
                    "location: no region of Azure is called so (expected: as northeurope or westus2)");
        }
        return location;
    }
}
