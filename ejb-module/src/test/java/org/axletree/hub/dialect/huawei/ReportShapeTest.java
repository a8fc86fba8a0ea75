package org.axletree.hub.dialect.huawei;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportShapeTest {
    private static final String REPORT = "{'services':[{'service_id':'s','properties':{'a':1,'b':'x'}}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'services':[{'service_id':'s','properties':{'a':2,'b':'y'}}]}",
                "{'services':[{'service_id':'s','properties':{'a':-2.5e3,'b':''}}]}",
                "{'services':[{'service_id':'s','properties':{'a':0,'b':1E+7}}]}",
                "{'services':[{'service_id':'s','properties':{'a':'1','b':null}}]}",
                "{'services':[{'service_id':'s','properties':{'a':true,'b':',}:{'}}]}",
                "{'services':[{'service_id':'s','properties':{'a':false,'b':'\\\\'}}]}",
                "{'services':[{'service_id':'s','properties':{'a':1,'b':'\\n\\u00e4'}}]}",
                "{'services':[{'service_id':'s','properties':{'a':1,'b':'温度 °'}}]}"
            })
    void reportThatDiffersInValuesAlone_isOfTheShape(String other) {
        assertThat(isOf(REPORT, other)).isTrue();
        assertThat(isOf(other, REPORT)).isTrue();
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
                "{'services':[{'service_id':'s','properties':{'a':2,'b':'y'}}]}x",
                "{'services':[{'service_id':'s','properties':{'a':2,'b':'y",
                "{'services':[{'service_id':'s','properties':{'a':",
                "{'services':[{'properties':{'a':2,'b':'y'},'service_id':'s'}]}",
                "{ 'services':[{'service_id':'s','properties':{'a':1,'b':'x'}}]}",
                "x",
                "``"
            })
    void reportThatSaysSomethingElse_isNot(String other) {
        assertThat(isOf(REPORT, other)).isFalse();
        assertThat(isOf(other, REPORT)).isFalse();
    }

    /** One that is not well-formed never takes the place of one that is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "wrong",
                "01",
                "-",
                "+1",
                "1.",
                ".5",
                "1e",
                "1e+",
                "0x1",
                "nul",
                "nulls",
                "NaN",
                "'a",
                "'\\x'",
                "'\\u12g4'",
                "'\n'",
                "''1",
                "1''",
                "1e99999",
                "123456789012345678901234567890123"
            })
    void valueThatIsNone_orTooLongToBeSure_makesNone(String value) {
        String other = REPORT.replace("'a':1", "'a':" + value);

        assertThat(isOf(REPORT, other)).isFalse();
        assertThat(isOf(other, other)).isFalse();
    }

    @Test
    void textThatIsNoUtf8_isNone() {
        byte[] other = bytes(REPORT);
        other[REPORT.indexOf('x')] = (byte) 0xc3;

        assertThat(ReportShape.of(bytes(REPORT)).isOf(other)).isFalse();
    }

    /** Whatever a byte is changed to: it is well-formed if it is of the shape of what is. */
    @Test
    void whatIsOfTheShape_isWellFormed() {
        byte[] report = bytes(
                "{'services':[{'service_id':'s','properties':{'a':-1.25e+2,'b':'\\u00e4ä\\n','c':[true,null]}}]}");
        ReportShape shape = ReportShape.of(report);
        Random random = new Random(11);
        int same = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] other = report.clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                other[random.nextInt(other.length)] =
                        random.nextInt(4) == 0 ? (byte) random.nextInt(256) : report[random.nextInt(report.length)];
            }
            if (shape.isOf(other)) {
                same++;
                assertThat(isWellFormed(other))
                        .as(new String(other, StandardCharsets.UTF_8))
                        .isTrue();
            }
        }
        assertThat(same).isPositive();
    }

    @Test
    void valueThatIsAnObject_hasTheSameNamesInIt() {
        String report = "{'services':[{'service_id':'s','properties':{'a':{'x':1},'b':[1,2]}}]}";

        assertThat(isOf(report, report.replace("1", "3"))).isTrue();
        assertThat(isOf(report, report.replace("'x'", "'y'"))).isFalse();
        assertThat(isOf(report, report.replace("[1,2]", "[1,2,3]"))).isFalse();
        assertThat(isOf(report, report.replace("[1,2]", "5"))).isFalse();
    }

    /** The name may be that of a service, written otherwise. */
    @Test
    void nameWithAnEscape_isNotTrusted() {
        String report = "{'services':[{'service\\u005fid':'s','properties':{'a':1}}]}";

        assertThat(isOf(report, report)).isFalse();
    }

    @Test
    void valueOfAServicesName_countsWhereverItIs() {
        String report = "{'services':[{'service_id':5,'properties':{'service_id':'x'}}]}";

        assertThat(isOf(report, report)).isTrue();
        assertThat(isOf(report, report.replace("5", "6"))).isFalse();
        assertThat(isOf(report, report.replace("'x'", "'y'"))).isFalse();
    }

    @Test
    void reportWithVeryManyValues_isComparedWithNone() {
        String report = "{'a':[" + "1,".repeat(999) + "1]}";

        assertThat(isOf(report, report.replace('1', '2'))).isTrue();
        assertThat(isOf(report.replace("]", ",1]"), report.replace("]", ",1]"))).isFalse();
    }

    private static boolean isOf(String report, String other) {
        return ReportShape.of(bytes(report)).isOf(bytes(other));
    }

    private static boolean isWellFormed(byte[] report) {
        try {
            return !StrictJson.object("payload", StrictJson.text("payload", report))
                    .isEmpty();
        } catch (ProblemException malformed) {
            return false;
        }
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
