package org.axletree.mqtt.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.axletree.core.door.KeyKind;
import org.axletree.mqtt.listener.KeyMemory.Advice;
import org.junit.jupiter.api.Test;

class KeyMemoryTest {
    private static final int MOST = 100;
    private static final long HERE = 1;
    private static final long ELSEWHERE = 2;

    private final KeyMemory memory = new KeyMemory(MOST, 0);

    @Test
    void network_unknown_getsTheNativeTls() {
        assertThat(advice(HERE)).isEqualTo(Advice.NATIVE);
    }

    @Test
    void network_suspected_getsTheOther_untilNobodyHadARareKey() {
        assertThat(memory.suspect(HERE, 0)).isTrue();
        assertThat(memory.suspect(HERE, 0)).isFalse();
        assertThat(advice(HERE)).isEqualTo(Advice.JAVA);
        assertThat(advice(ELSEWHERE)).isEqualTo(Advice.NATIVE);
        memory.sawNone(HERE, 0);
        assertThat(advice(HERE)).isEqualTo(Advice.NATIVE);
    }

    @Test
    void network_withRareKeys_keepsTheOther_whateverElseComesFromThere() {
        memory.suspect(HERE, 0);
        memory.sawRareKey(HERE, 0);
        memory.sawNone(HERE, 0);
        memory.sawNobody(HERE);
        memory.gotOnWithout(HERE, 0);
        assertThat(advice(HERE)).isEqualTo(Advice.JAVA);
    }

    @Test
    void networks_suspectedInMasses_pushOutNoneOfThoseWithRareKeys() {
        memory.sawRareKey(HERE, 0);
        LongStream.range(100, 100 + 10 * MOST).forEach(network -> memory.suspect(network, 0));
        assertThat(advice(HERE)).isEqualTo(Advice.JAVA);
    }

    @Test
    void networks_withoutRareKeysInMasses_pushOutNoneThatIsSuspected() {
        memory.expect(KeyKind.ED25519, 0);
        memory.suspect(HERE, 0);
        LongStream.range(100, 100 + 10 * MOST).forEach(network -> memory.sawNone(network, 0));
        assertThat(advice(HERE)).isEqualTo(Advice.JAVA);
    }

    @Test
    void network_unknown_whereARareKeyIsExpected_dependsOnTheClient_untilItIsKnown() {
        memory.expect(KeyKind.ED25519, 0);
        assertThat(advice(HERE)).isEqualTo(Advice.DEPENDS);
        assertThat(memory.expected()).containsExactly(KeyKind.ED25519);
        memory.sawNone(HERE, 0);
        assertThat(advice(HERE)).isEqualTo(Advice.NATIVE);
        memory.suspect(HERE, 0);
        assertThat(advice(HERE)).isEqualTo(Advice.JAVA);
    }

    @Test
    void network_withoutRareKeys_isAskedAnewWhenOneIsExpected() {
        memory.expect(KeyKind.ED25519, 0);
        memory.sawNone(HERE, 0);
        memory.expect(KeyKind.P_521, 0);
        assertThat(advice(HERE)).isEqualTo(Advice.DEPENDS);
        assertThat(memory.expected()).containsExactlyInAnyOrder(KeyKind.ED25519, KeyKind.P_521);
    }

    @Test
    void commonKind_expected_changesNothing() {
        memory.expect(KeyKind.P_256, 0);
        assertThat(advice(HERE)).isEqualTo(Advice.NATIVE);
    }

    private Advice advice(long network) {
        return memory.advice(network, 0);
    }
}
