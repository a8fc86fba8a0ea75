package org.axletree.coap.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Function;
import org.axletree.core.door.DeviceInflow;
import org.axletree.core.door.ObjectModel;
import org.axletree.core.door.ObjectModel.Resource;
import org.axletree.core.door.ObjectModel.Type;
import org.axletree.core.door.ObjectModels;
import org.junit.jupiter.api.Test;

class ObjectCodecsTest {
    private final ObjectCodecs codecs = new ObjectCodecs();

    private static DeviceInflow answering(Function<String, ObjectModels> models) {
        return (DeviceInflow) Proxy.newProxyInstance(
                ObjectCodecsTest.class.getClassLoader(),
                new Class<?>[] {DeviceInflow.class},
                (proxy, method, given) -> {
                    assertThat(method.getName()).isEqualTo("objectModels");
                    return models.apply((String) given[0]);
                });
    }

    private static ObjectModels pumps(long revision, String name) {
        ObjectModel pump = new ObjectModel(
                33000, name, "1.0", true, List.of(new Resource(0, "Label", "RW", false, false, Type.STRING, "")));
        return new ObjectModels("hub", revision, List.of(pump));
    }

    private String pump() {
        return codecs.of("hub").described(List.of("33000/0"));
    }

    @Test
    void whatWasDescribedWhileItWasAskedFor_holds() {
        codecs.require(
                answering(hubId -> {
                    ObjectModels before = pumps(1, "old");
                    codecs.describe(pumps(2, "new"));
                    return before;
                }),
                "hub");

        assertThat(pump()).contains("new").doesNotContain("old");
    }

    @Test
    void whatIsDescribedWhereNobodyIs_isAskedForWhenSomebodyComes() {
        codecs.describe(pumps(2, "new"));
        assertThat(pump()).doesNotContain("new");

        codecs.require(answering(hubId -> pumps(3, "newest")), "hub");
        codecs.require(answering(hubId -> pumps(4, "not asked for")), "hub");
        assertThat(pump()).contains("newest");
        codecs.forget("hub");
        assertThat(pump()).doesNotContain("newest");
    }
}
