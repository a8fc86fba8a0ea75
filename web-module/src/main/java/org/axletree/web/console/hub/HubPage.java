package org.axletree.web.console.hub;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.axletree.hub.live.LiveFeed;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.web.console.Done;
import org.axletree.web.console.Download;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.Texts;
import org.axletree.web.console.Typed;

/** One hub: what it is called, where it listens, and what can be done with it. */
@Named
@ViewScoped
public class HubPage implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final List<String> TABS =
            List.of("overview", "devices", "arrivals", "routes", "networks", "topics", "events", "settings");
    static final String DELETE_WORD = "DELETE";

    @Inject
    private HubService hubs;

    @Inject
    private LiveFeed live;

    private String id;
    private String tab = "";
    private String confirmation = "";
    private transient Hub hub;

    /** Finds the hub, or answers that there is none. */
    public void open() throws IOException {
        try {
            hub = hubs.get(Region.DEFAULT, id == null ? "" : id);
            if (getTab().equals("topics")) {
                live.expectWatch(id); // the page asks a moment later
            }
        } catch (ProblemException unknown) {
            FacesContext faces = FacesContext.getCurrentInstance();
            faces.getExternalContext().responseSendError(404, "");
            faces.responseComplete();
        }
    }

    /** What of the hub is shown; the overview where nothing, or nonsense, was asked for. */
    public String getTab() {
        return TABS.contains(tab) ? tab : TABS.get(0);
    }

    public void setTab(String tab) {
        this.tab = tab == null ? "" : tab;
    }

    public List<String> getTabs() {
        return TABS;
    }

    public Hub getHub() {
        if (hub == null) {
            hub = hubs.get(Region.DEFAULT, id);
        }
        return hub;
    }

    /** Reads the hub again: its counts have changed. */
    public void refresh() {
        hub = null;
    }

    public void enable() {
        change("done.hub.enabled", () -> hub = hubs.enable(Region.DEFAULT, id));
    }

    public void disable() {
        change("done.hub.disabled", () -> hub = hubs.disable(Region.DEFAULT, id));
    }

    /** Deletes the hub and its devices, once the word is typed (scaleway.md A8). */
    public String delete() {
        if (!DELETE_WORD.equals(confirmation)) {
            Problems.show(
                    ProblemException.invalid("confirmation", "constraint", Texts.of("confirmation.delete")),
                    "deleteHub");
            return null;
        }
        try {
            hubs.delete(Region.DEFAULT, id, true);
            Done.there("done.hub.deleted");
            return "/hubs?faces-redirect=true";
        } catch (ProblemException refused) {
            Problems.show(refused, "deleteHub");
            return null;
        }
    }

    /** What becomes of connected devices when the hub is disabled. */
    public String getDropsInWords() {
        long connected = getHub().connectedDeviceCount();
        return connected == 0 ? Texts.of("drops.none") : Texts.counted("drops", connected);
    }

    public void downloadAuthority() throws IOException {
        Download.send("hub-ca.pem", Download.PEM, hubs.authorityCertificate(Region.DEFAULT, id));
    }

    private void change(String done, Runnable what) {
        try {
            what.run();
            Done.here(done);
        } catch (ProblemException refused) {
            Problems.show(refused, "hubActions");
        }
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getConfirmation() {
        return confirmation;
    }

    public void setConfirmation(String confirmation) {
        this.confirmation = Typed.stripped(confirmation);
    }
}
