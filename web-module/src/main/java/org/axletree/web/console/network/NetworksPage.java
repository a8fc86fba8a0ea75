package org.axletree.web.console.network;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.hub.registry.network.CreatedNetwork;
import org.axletree.hub.registry.network.Network;
import org.axletree.hub.registry.network.NetworkQuery;
import org.axletree.hub.registry.network.NetworkService;
import org.axletree.hub.registry.network.NetworkType;
import org.axletree.hub.registry.network.NewNetwork;
import org.axletree.web.console.Done;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.Typed;
import org.axletree.web.console.hub.HubPage;

/** The networks of a hub, and the dialog that creates one and shows its secret, once. */
@Named
@ViewScoped
public class NetworksPage implements Serializable {
    private static final long serialVersionUID = 1L;
    /** As many as a hub has, unless the limit was raised, and those that every hub has. */
    private static final int MOST = 100;

    @Inject
    private NetworkService networks;

    @Inject
    private HubPage hubPage;

    private String name = "";
    private String type = NetworkType.REST.apiName();
    private String topicPrefix = "";
    private String topicTemplate = "";
    /** Lives as long as the dialog, in memory only: a secret must not be written with a session. */
    private transient CreatedNetwork created;

    private transient List<Network> list;

    /** Those that were created; the fixed ones have addresses and nothing to change. */
    public List<Network> getList() {
        if (list == null) {
            NetworkQuery ofHub =
                    new NetworkQuery(Region.DEFAULT, Optional.of(hubPage.getId()), Optional.empty(), Optional.empty());
            list = networks.list(ofHub, new PageRequest(1, MOST, "name_asc")).items().stream()
                    .filter(network -> !network.type().isFixed())
                    .toList();
        }
        return list;
    }

    public void create() {
        try {
            created = networks.create(new NewNetwork(
                    Region.DEFAULT,
                    hubPage.getId(),
                    name,
                    NetworkType.creatable(type).orElse(NetworkType.REST),
                    given(topicPrefix),
                    type.equals(NetworkType.LORAWAN.apiName()) ? given(topicTemplate) : Optional.empty()));
            list = null;
            Done.here("done.created", "what", name);
        } catch (ProblemException refused) {
            Problems.show(refused, "newNetwork");
        }
    }

    public void renew() {
        change("done.secret", () -> created = networks.renewSecret(Region.DEFAULT, chosen()));
    }

    public void delete() {
        change("done.network.deleted", () -> networks.delete(Region.DEFAULT, chosen()));
    }

    private void change(String done, Runnable what) {
        try {
            what.run();
            Done.here(done);
        } catch (ProblemException refused) {
            Problems.show(refused, "networks");
        }
        list = null;
    }

    /** An empty form; what was shown is gone for good. */
    public void begin() {
        created = null;
        name = "";
        type = NetworkType.REST.apiName();
        topicPrefix = "";
        topicTemplate = "";
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(typed -> !typed.isEmpty());
    }

    /** The network is named by the button and not by its place: the list may be another by now. */
    private static String chosen() {
        return FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .getOrDefault("network", "");
    }

    public Network getCreated() {
        return created == null ? null : created.network();
    }

    public String getSecret() {
        return created == null ? "" : created.secret().text();
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = Typed.stripped(name);
    }

    public String getType() {
        return type;
    }

    public void setType(String type) {
        this.type = type == null ? "" : type;
    }

    public String getTopicPrefix() {
        return topicPrefix;
    }

    public void setTopicPrefix(String topicPrefix) {
        this.topicPrefix = Typed.stripped(topicPrefix);
    }

    public String getTopicTemplate() {
        return topicTemplate;
    }

    public void setTopicTemplate(String topicTemplate) {
        this.topicTemplate = Typed.stripped(topicTemplate);
    }
}
