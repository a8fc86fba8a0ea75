package org.axletree.web.console.hub;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.hub.registry.hub.NewHub;
import org.axletree.hub.registry.hub.ProductPlan;
import org.axletree.web.console.Done;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.Typed;

/** The dialog that creates a hub. */
@Named
@RequestScoped
public class NewHubForm {
    @Inject
    private HubService hubs;

    private String name = "";
    private ProductPlan plan = ProductPlan.DEDICATED;

    /** Creates the hub and goes there; stays if it was refused. */
    public String create() {
        return createAndGo("");
    }

    /** Likewise, and goes on with a device (scaleway.md A7). */
    public String createAndAddDevice() {
        return createAndGo("&tab=devices&open=newDevice");
    }

    private String createAndGo(String where) {
        try {
            Hub hub = hubs.create(
                    new NewHub(Region.DEFAULT, name, Optional.empty(), plan, Optional.empty(), Optional.empty()));
            Done.there("done.created", "what", name);
            return "/hub?faces-redirect=true&id=" + hub.id() + where;
        } catch (ProblemException refused) {
            Problems.show(refused, "newHub");
            return null;
        }
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = Typed.stripped(name);
    }

    public ProductPlan getPlan() {
        return plan;
    }

    public void setPlan(ProductPlan plan) {
        this.plan = plan;
    }
}
