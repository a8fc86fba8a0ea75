package org.axletree.cli.violating;

import org.axletree.hub.violating.KnowsEverybody;

/** Breaks the rule that the command line knows nothing of the server. */
class Insider {
    KnowsEverybody hub;
}
