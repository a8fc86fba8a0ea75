package org.axletree.web.console.topic;

import jakarta.faces.annotation.ManagedProperty;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.axletree.core.door.RetainedPage;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.retained.RetainedTopics;
import org.axletree.web.console.Done;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.Texts;
import org.axletree.web.live.PayloadExcerpt;

/**
 * The retained messages of a hub, page by page. Keeps the filter that the page was opened with: what is deleted is what was
 * counted there.
 */
@Named
@ViewScoped
public class RetainedPart implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int ROWS = 50;
    private static final int SHOWN_BYTES = 256;
    private static final String EVERYTHING = "#";

    @Inject
    @ManagedProperty("#{param.filter}")
    private String filter;

    @Inject
    @ManagedProperty("#{param.after}")
    private String after;

    @Inject
    private RetainedTopics topics;

    private transient RetainedPage shown;
    private String problem = "";

    /** A message in a row. */
    public record Row(String topic, PayloadExcerpt payload, int size, int qos, Instant receivedAt) {}

    public List<Row> of(String hubId) {
        return page(hubId).messages().stream().map(RetainedPart::row).toList();
    }

    public long total(String hubId) {
        return page(hubId).total();
    }

    /** What is wrong with the filter; empty if nothing is. */
    public String problem(String hubId) {
        page(hubId);
        return problem;
    }

    private RetainedPage page(String hubId) {
        if (shown == null) {
            try {
                shown = topics.page(Region.DEFAULT, hubId, getFilter(), getAfter(), ROWS);
            } catch (ProblemException wrong) {
                shown = RetainedPage.EMPTY;
                problem = Problems.sentences(wrong);
            }
        }
        return shown;
    }

    /** The topic that leads on; empty on the last page. */
    public String next(String hubId) {
        List<RetainedPage.Entry> messages = page(hubId).messages();
        return messages.size() < ROWS
                ? ""
                : encoded(messages.get(messages.size() - 1).topic());
    }

    /** How many match the filter. */
    public String matches(String hubId) {
        return Texts.counted("retained.match", total(hubId));
    }

    /** What is asked before they are deleted. */
    public String question(String hubId) {
        return Texts.counted("retained.delete.what", total(hubId)) + " " + getFilter();
    }

    /** The server reads the list again: something was retained. */
    public void refresh() {
        shown = null;
    }

    /** Deletes all that match, once somebody has seen how many there are. */
    public String delete(String hubId) {
        try {
            int deleted = topics.remove(Region.DEFAULT, hubId, getFilter());
            Done.there(deleted == 1 ? "done.retained.one" : "done.retained.many", "count", Texts.number(deleted));
            return "/hub?faces-redirect=true&tab=topics&id=" + hubId;
        } catch (ProblemException refused) {
            Problems.show(refused, "retained");
            return null;
        }
    }

    private static Row row(RetainedPage.Entry entry) {
        return new Row(
                entry.topic(),
                PayloadExcerpt.of(entry.payload(), !entry.isCut(), SHOWN_BYTES),
                entry.size(),
                entry.qos().level(),
                Instant.ofEpochMilli(entry.receivedAt()));
    }

    public String getFilter() {
        return filter == null || filter.isBlank() ? EVERYTHING : filter.strip();
    }

    public String getEncodedFilter() {
        return encoded(getFilter());
    }

    public String getAfter() {
        return after == null ? "" : after;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
