package org.axletree.web.console.device;

import jakarta.annotation.PostConstruct;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.DeviceQuery;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.hub.HubPage;
import org.primefaces.PrimeFaces;
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

    /** What the address asks for, so that Back returns to the same view. */
    @PostConstruct
    void read() {
        Map<String, String> asked =
                FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        setSearch(asked.get("q"));
        show = Arrays.stream(DeviceChoice.values())
                .filter(choice -> choice.name().equals(asked.get("show")))
                .findFirst()
                .orElse(DeviceChoice.ALL);
    }

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

    public void enableChosen() {
        changeChosen(chosen -> chosen.forEach(id -> devices.enable(Region.DEFAULT, id)), "enabled");
    }

    public void disableChosen() {
        changeChosen(chosen -> chosen.forEach(id -> devices.disable(Region.DEFAULT, id)), "disabled");
    }

    /** All of them or, if one cannot be deleted, none (scaleway.md B4). */
    public void deleteChosen() {
        changeChosen(chosen -> devices.delete(Region.DEFAULT, chosen), "deleted");
    }

    private void changeChosen(Consumer<Set<String>> what, String done) {
        String[] values = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterValuesMap()
                .getOrDefault("chosen", new String[0]);
        Set<String> chosen = new LinkedHashSet<>(List.of(values));
        try {
            if (!chosen.isEmpty()) {
                what.accept(chosen);
                PrimeFaces.current()
                        .ajax()
                        .addCallbackParam(
                                "done", chosen.size() + (chosen.size() == 1 ? " device " : " devices ") + done);
            }
        } catch (ProblemException refused) {
            Problems.show(refused, "devices");
        }
        hubPage.refresh();
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
