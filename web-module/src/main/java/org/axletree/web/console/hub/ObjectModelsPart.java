package org.axletree.web.console.hub;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.object.DescribedObject;
import org.axletree.hub.registry.object.ObjectModelService;
import org.axletree.web.console.Done;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.Typed;

/** The objects of LwM2M devices that the owner of a hub describes to it. */
@Named
@ViewScoped
public class ObjectModelsPart implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String FORM = "objectModels";

    @Inject
    private ObjectModelService models;

    @Inject
    private HubPage hubPage;

    private String content = "";
    private transient List<DescribedObject> list;

    public List<DescribedObject> getList() {
        if (list == null) {
            list = models.list(Region.DEFAULT, hubPage.getId());
        }
        return list;
    }

    public void put() {
        change("done.model", () -> {
            models.put(Region.DEFAULT, hubPage.getId(), content);
            content = "";
        });
    }

    public void delete(String id) {
        change("done.model.deleted", () -> models.delete(Region.DEFAULT, id));
    }

    private void change(String done, Runnable what) {
        try {
            what.run();
            Done.here(done);
        } catch (ProblemException refused) {
            Problems.show(refused, FORM);
        }
        list = null;
    }

    public String getContent() {
        return content;
    }

    public void setContent(String content) {
        this.content = Typed.stripped(content);
    }
}
