package org.axletree.cli.plan;

import jakarta.json.JsonObject;

/**
 * A thing as a file wants it.
 *
 * @param hub the hub's name; of a hub its own; empty for what is the server's
 * @param fields those that the file says, and no others
 */
record Wanted(Kind kind, String hub, String name, JsonObject fields) {

    /** How reports call it. */
    String title() {
        return kind.isInHub() ? kind.noun() + "/" + hub + "/" + name : kind.noun() + "/" + name;
    }
}
