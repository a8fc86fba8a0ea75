package org.axletree.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import javax.management.BadAttributeValueExpException;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import org.junit.jupiter.api.Test;

class SerialFilterTest {
    @Test
    void whatBrokerAndContainerRead_isAllowed() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("JMQVersion", "6.5.1");
        Hashtable<String, Object> hello =
                new Hashtable<>(Map.of("JMQProtocolLevel", 500, "JMQReconnectable", Boolean.TRUE, "JMQSize", 1L));
        assertThat(copy(hello)).isEqualTo(hello);
        assertThat(copy(properties)).isEqualTo(properties);
        assertThat(copy(new Reference("a.Class", new StringRefAddr("type", "content"))))
                .isEqualTo(new Reference("a.Class", new StringRefAddr("type", "content")));
        assertThat((byte[]) copy(new byte[] {1, 2})).containsExactly(1, 2);
    }

    /** A packet of 1.6 KB kept the broker busy for seconds, twice as long with each level. */
    @Test
    void setsWithinSets_areRefused() throws IOException {
        byte[] packet = written(nested(30));

        assertThat(packet.length).isLessThan(3_000);
        assertThatThrownBy(() -> read(packet)).isInstanceOf(InvalidClassException.class);
    }

    @Test
    void setsWithinFewSets_areAllowed() throws Exception {
        assertThat((Set<?>) copy(nested(5))).hasSize(3);
    }

    @Test
    void classThatNobodyHereNeeds_isRefused() {
        Object proxy =
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Supplier.class}, new Refused());
        for (Object other : List.of(
                new PriorityQueue<>(List.of("a")),
                new BadAttributeValueExpException("a"),
                new java.io.File("a"),
                proxy)) {
            assertThatThrownBy(() -> copy(other)).as("%s", other.getClass()).isInstanceOf(InvalidClassException.class);
        }
    }

    @Test
    void arrayThatIsTooLong_isRefused() {
        assertThatThrownBy(() -> copy(new byte[1_000_001])).isInstanceOf(InvalidClassException.class);
    }

    private static Set<Object> nested(int levels) {
        Set<Object> root = new HashSet<>();
        Set<Object> one = root;
        Set<Object> other = new HashSet<>();
        for (int level = 0; level < levels; level++) {
            Set<Object> nextOne = new HashSet<>();
            Set<Object> nextOther = new HashSet<>();
            nextOne.add("differs");
            one.add(nextOne);
            one.add(nextOther);
            other.add(nextOne);
            other.add(nextOther);
            one = nextOne;
            other = nextOther;
        }
        root.add("root");
        return root;
    }

    private static Object copy(Object object) throws IOException, ClassNotFoundException {
        return read(written(object));
    }

    private static byte[] written(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            in.setObjectInputFilter(SerialFilter::check);
            return in.readObject();
        }
    }

    /** Serialisable, as those of attackers are. */
    private static final class Refused implements java.lang.reflect.InvocationHandler, java.io.Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
            return null;
        }
    }
}
