package org.axletree.web.console.device;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DeviceQuery;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.web.console.Region;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

/** Reads only the page of devices that is shown. */
public class DeviceList extends LazyDataModel<Device> {
    private static final long serialVersionUID = 1L;

    private final transient DeviceService devices;
    private final transient Supplier<DeviceQuery> query;

    DeviceList(DeviceService devices, Supplier<DeviceQuery> query) {
        this.devices = devices;
        this.query = query;
    }

    @Override
    public int count(Map<String, FilterMeta> filters) {
        return (int) Math.min(
                Integer.MAX_VALUE,
                devices.list(query.get(), new PageRequest(1, 1, "")).totalCount());
    }

    @Override
    public List<Device> load(int first, int pageSize, Map<String, SortMeta> sorts, Map<String, FilterMeta> filters) {
        return devices.list(query.get(), new PageRequest(first / pageSize + 1, pageSize, order(sorts)))
                .items();
    }

    @Override
    public String getRowKey(Device device) {
        return device.id();
    }

    @Override
    public Device getRowData(String id) {
        return devices.get(Region.DEFAULT, id);
    }

    private static String order(Map<String, SortMeta> sorts) {
        return sorts.values().stream()
                .filter(SortMeta::isActive)
                .findFirst()
                .map(sort -> sort.getField() + (sort.getOrder().isAscending() ? "_asc" : "_desc"))
                .orElse("name_asc");
    }
}
