package org.axletree.hub.dialect.huawei;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameShapeTest {
    private static final String LATER = "{'services':[{'service_id':'s','properties':{'a':1,'b':'x'}}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'services':[{'service_id':'s','properties':{'a':2,'b':'y'}}]}",
                "{ 'services' : [ {'service_id': 's','properties':{'a':-2.5e3,'b':''}}]}",
                "{'services':[{'service_id':'s','properties':{'a':'1','b':null}}]}",
                "{'services':[{'service_id':'s','properties':{'a':true,'b':',}:{'}}]}",
                "{'services':[{'service_id':'s','properties':{'a':wrong,'b':'\\''}}]}"
            })
    void reportThatDiffersInValuesAlone_isReplaced(String earlier) {
        assertThat(replaces(LATER, earlier)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'services':[{'service_id':'t','properties':{'a':2,'b':'y'}}]}",
                "{'services':[{'service_id':'s','properties':{'a':2}}]}",
                "{'services':[{'service_id':'s','properties':{'a':2,'c':'y'}}]}",
                "{'services':[{'service_id':'s','properties':{'b':2,'a':'y'}}]}",
                "{'services':[{'service_id':'s','properties':{'a':2,'b':{}}}]}",
                "{'services':[{'service_id':'s','properties':{'a':2,'b':[1]}}]}",
                "{'services':[{'service_id':'s','properties':{'a':2,'b':'y','c':1}}]}",
                "{'services':[{'service_id':'s','properties':{'a':2,'b':'y'}},{'service_id':'t','properties':{}}]}",
                "{'services':[{'service_id':'s','properties':{'a':2,'b':'y'}}]",
                "{'services':[{'service_id':'s','properties':{'a':2,'b':'y",
                "{'services':[{'properties':{'a':2,'b':'y'},'service_id':'s'}]}",
                "x",
                "``"
            })
    void reportThatSaysSomethingElse_isNot(String earlier) {
        assertThat(replaces(LATER, earlier)).isFalse();
    }

    @Test
    void valueThatIsAnObject_hasTheSameNamesInIt() {
        String later = "{'services':[{'service_id':'s','properties':{'a':{'x':1},'b':[1,2]}}]}";

        assertThat(replaces(later, later.replace("1", "3"))).isTrue();
        assertThat(replaces(later, later.replace("'x'", "'y'"))).isFalse();
        assertThat(replaces(later, later.replace("[1,2]", "[1,2,3]"))).isFalse();
        assertThat(replaces(later, later.replace("[1,2]", "5"))).isFalse();
    }

    /** The name may be that of a service, written otherwise. */
    @Test
    void nameWithAnEscape_isNotTrusted() {
        String later = "{'services':[{'service\\u005fid':'s','properties':{'a':1}}]}";

        assertThat(replaces(later, later)).isFalse();
    }

    @Test
    void valueOfAServicesName_countsWhereverItIs() {
        String later = "{'services':[{'service_id':5,'properties':{'service_id':'x'}}]}";

        assertThat(replaces(later, later)).isTrue();
        assertThat(replaces(later, later.replace("5", "6"))).isFalse();
        assertThat(replaces(later, later.replace("'x'", "'y'"))).isFalse();
    }

    private static boolean replaces(String later, String earlier) {
        return SameShape.replaces(bytes(later), bytes(earlier));
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
