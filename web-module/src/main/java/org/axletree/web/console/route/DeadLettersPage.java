package org.axletree.web.console.route;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axletree.hub.delivery.DeadLetterService;
import org.axletree.hub.delivery.log.DeadLetter;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.web.console.Done;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.Texts;
import org.axletree.web.live.PayloadExcerpt;

/** What a route could not deliver: looked at, tried again, or given up. */
@Named
@ViewScoped
public class DeadLettersPage implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 20;
    private static final int SHOWN_BYTES = 500;
    private static final Page<DeadLetter> NONE = new Page<>(0, List.of());

    @Inject
    private DeadLetterService letters;

    private String routeId = "";

    public void open() {
        routeId = RoutesPage.chosen();
    }

    /** The first ones. */
    public List<DeadLetter> getList() {
        return first().items();
    }

    /** How many of how many they are; empty where there is none. */
    public String getShown() {
        Page<DeadLetter> first = first();
        return first.items().isEmpty()
                ? ""
                : Texts.of("dead-letters.shown", "shown", first.items().size(), "total", first.totalCount());
    }

    private Page<DeadLetter> first() {
        if (routeId.isEmpty()) {
            return NONE;
        }
        try {
            return letters.list(Region.DEFAULT, routeId, new PageRequest(1, SHOWN, ""));
        } catch (ProblemException gone) {
            return NONE;
        }
    }

    public Instant at(DeadLetter letter) {
        return Instant.ofEpochMilli(letter.deadAt());
    }

    public PayloadExcerpt shown(byte[] payload) {
        return PayloadExcerpt.of(payload, true, SHOWN_BYTES);
    }

    public void replay() {
        change("done.letters.replayed", () -> letters.replay(Region.DEFAULT, routeId, Optional.empty()));
    }

    public void deleteAll() {
        change("done.letters.deleted", () -> letters.deleteAll(Region.DEFAULT, routeId));
    }

    private static void change(String done, Runnable what) {
        try {
            what.run();
            Done.here(done);
        } catch (ProblemException refused) {
            Problems.show(refused, "deadLetters");
        }
    }
}
