package org.axletree.web.violating;

import jakarta.persistence.EntityManager;
import org.axletree.hub.violating.KnowsEverybody;

/** Breaks the rule that the web uses services only. */
class KnowsEntities {
    EntityManager manager;
    KnowsEverybody entity;
}
