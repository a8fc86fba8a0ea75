package org.axletree.coap.object;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.leshan.core.model.ObjectModel;
import org.eclipse.leshan.core.model.ResourceModel;

/** The objects of sensors and actuators that OMA has registered (3200 to 3350), from a table: they are made of one set of resources. */
final class SensorObjects {
    private static final String TABLE = "sensors.txt";
    private static final String VERSION = "1.0";

    private SensorObjects() {}

    static Map<Integer, ObjectModel> read() {
        Map<Integer, ResourceModel> resources = new HashMap<>();
        Map<Integer, ObjectModel> objects = new HashMap<>();
        for (String line : lines()) {
            String[] cells = line.split(";");
            if (cells[0].equals("resource")) {
                ResourceModel resource = resource(cells);
                resources.put(resource.id, resource);
            } else if (cells[0].equals("object")) {
                ObjectModel object =
                        object(cells, numbers(cells[3]).map(resources::get).toList());
                objects.put(object.id, object);
            }
        }
        return Map.copyOf(objects);
    }

    private static List<String> lines() {
        try (InputStream in = SensorObjects.class.getResourceAsStream(TABLE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().collect(Collectors.toCollection(ArrayList::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ResourceModel resource(String[] cells) {
        String type = cells[3].replace("*", "").toUpperCase(Locale.ROOT);
        return new ResourceModel(
                Integer.valueOf(cells[1]),
                cells[4],
                ResourceModel.Operations.valueOf(cells[2]),
                cells[3].endsWith("*"),
                false,
                ResourceModel.Type.valueOf(type),
                "",
                cells.length > 5 ? cells[5] : "",
                "");
    }

    private static ObjectModel object(String[] cells, List<ResourceModel> resources) {
        return new ObjectModel(Integer.valueOf(cells[1]), cells[2], "", VERSION, true, false, resources);
    }

    /** @param text numbers and ranges of them, as {@code 5518 5600-5605} */
    private static Stream<Integer> numbers(String text) {
        return Stream.of(text.split(" ")).map(part -> part.split("-")).flatMap(ends -> IntStream.rangeClosed(
                        Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                .boxed());
    }
}
