package org.axletree.hub.door;

import java.util.LinkedHashMap;
import java.util.Map;
import org.axletree.core.door.DeviceLineFactory;

/** Doors of tests, each with a line that writes down what it is told. */
public final class TestDoors extends Doors {
    private final Map<String, DeviceLineFactory> factories = new LinkedHashMap<>();

    public TestDoors(RecordingLine... lines) {
        for (int i = 0; i < lines.length; i++) {
            RecordingLine line = lines[i];
            factories.put("door " + i, () -> line);
        }
    }

    @Override
    protected Map<String, DeviceLineFactory> factories() {
        return factories;
    }
}
