package org.axletree.web.console.device;

import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Optional;
import java.util.function.Consumer;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.DeviceQuery;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.hub.HubPage;
import org.primefaces.component.datatable.DataTable;

/** The devices of a hub. */
@Named
@ViewScoped
public class DevicesPage implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private DeviceService devices;

    @Inject
    private HubPage hubPage;

    private String search = "";
    private DeviceChoice show = DeviceChoice.ALL;
    private transient DeviceList list;

    public DeviceList getList() {
        if (list == null) {
            list = new DeviceList(devices, this::query);
        }
        return list;
    }

    private DeviceQuery query() {
        return new DeviceQuery(
                Region.DEFAULT,
                Optional.of(hubPage.getId()),
                Optional.of(search).filter(name -> !name.isEmpty()),
                show.allowInsecure(),
                show.enabled());
    }

    /** The search has changed: back to the first page. */
    public void searchAgain() {
        UIComponent table = FacesContext.getCurrentInstance().getViewRoot().findComponent("devices:table");
        if (table instanceof DataTable shown) {
            shown.setFirst(0);
        }
    }

    /** There are others now. */
    public void reload() {
        hubPage.refresh();
    }

    public void enable() {
        change(chosen -> devices.enable(Region.DEFAULT, chosen));
    }

    public void disable() {
        change(chosen -> devices.disable(Region.DEFAULT, chosen));
    }

    public void delete() {
        change(chosen -> devices.delete(Region.DEFAULT, chosen));
    }

    /** The device is named by the button and not by its row: the list may be another by now. */
    private void change(Consumer<String> what) {
        String chosen = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .getOrDefault("device", "");
        try {
            what.accept(chosen);
        } catch (ProblemException refused) {
            Problems.show(refused, "devices");
        }
        hubPage.refresh();
    }

    public DeviceChoice getShow() {
        return show;
    }

    public void setShow(DeviceChoice show) {
        this.show = show == null ? DeviceChoice.ALL : show;
    }

    public String getSearch() {
        return search;
    }

    public void setSearch(String search) {
        this.search = search == null ? "" : search.strip();
    }
}
