package org.axletree.web.console.device;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.listing.Page;
import org.axletree.web.console.Texts;
import org.axletree.web.console.hub.HubPage;

/** The devices of a hub, a page at a time, as the address asks for them ({@link DeviceFilter}). */
@Named
@RequestScoped
public class DevicesPage {
    /** Where more are found, nobody wants to know how many; whoever selects them all is told. */
    private static final int MOST_COUNTED = 1_000;

    @Inject
    private DeviceService devices;

    @Inject
    private HubPage hubPage;

    @Inject
    private DeviceMarks marks;

    private DeviceFilter filter;
    private Page<Device> shown;

    public DeviceFilter getFilter() {
        if (filter == null) {
            filter = DeviceFilter.of(
                    FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap()::get);
        }
        return filter;
    }

    private Page<Device> shown() {
        if (shown == null) {
            shown = devices.list(getFilter().query(hubPage.getId()), getFilter().pageRequest(), MOST_COUNTED + 1);
            marks.look(shown.items());
        }
        return shown;
    }

    public List<Device> getList() {
        return shown().items();
    }

    public boolean isAny() {
        return hubPage.getHub().deviceCount() > 0;
    }

    private boolean isMany() {
        return getFilter().isNarrow() && shown().totalCount() > MOST_COUNTED;
    }

    /** How many there are, in words. */
    public String getTotal() {
        return isMany()
                ? Texts.of("count.more", "count", Texts.number(MOST_COUNTED))
                : Texts.number(shown().totalCount());
    }

    /** Which of them are shown, in words. */
    public String getReport() {
        if (getList().isEmpty()) {
            return shown().totalCount() == 0
                    ? Texts.of("devices.range.none")
                    : Texts.of("devices.range.behind", "total", getTotal());
        }
        long first = (getFilter().getPage() - 1L) * getFilter().getSize() + 1;
        String last = Texts.number(first + getList().size() - 1);
        return Texts.of("devices.range", "first", Texts.number(first), "last", last, "total", getTotal());
    }

    public boolean isAllShown() {
        return getFilter().getPage() == 1 && getList().size() == shown().totalCount();
    }

    /** The page asked for is behind the end: there are some, but not here. */
    public boolean isBehindTheEnd() {
        return getList().isEmpty() && shown().totalCount() > 0;
    }

    public boolean isMore() {
        return isMany()
                ? getList().size() == getFilter().getSize()
                : (long) getFilter().getPage() * getFilter().getSize() < shown().totalCount();
    }

    public String getFirstAddress() {
        return getFilter().address(1);
    }

    public String getPreviousAddress() {
        return getFilter().address(getFilter().getPage() - 1);
    }

    public String getNextAddress() {
        return getFilter().address(getFilter().getPage() + 1);
    }

    /** Empty where nobody knows which page that is. */
    public String getLastAddress() {
        return isMany() || !isMore()
                ? ""
                : getFilter().address((int) ((shown().totalCount() + getFilter().getSize() - 1)
                        / getFilter().getSize()));
    }

    public String sorted(String field, String firstDirection) {
        return getFilter().sorted(field, firstDirection);
    }

    /** What a column says of its order to a reader of the screen. */
    public String direction(String field) {
        String sort = getFilter().getSort();
        return sort.equals(field + "_asc") ? "ascending" : sort.equals(field + "_desc") ? "descending" : "none";
    }
}
