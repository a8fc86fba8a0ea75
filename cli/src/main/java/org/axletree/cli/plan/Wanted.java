package org.axletree.cli.plan;

import jakarta.json.JsonObject;
import java.util.Set;

/**
 * A thing as a file wants it.
 *
 * @param hub the hub's name; of a hub its own; empty for what is the server's
 * @param fields those that the file says, and no others
 * @param referred texts that the file gives by reference: they may be secret
 */
record Wanted(Kind kind, String hub, String name, JsonObject fields, Set<String> referred) {

    /** How reports call it. */
    String title() {
        return kind.isInHub() ? kind.noun() + "/" + hub + "/" + name : kind.noun() + "/" + name;
    }
}
