package org.axletree.hub.registry.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.axletree.core.door.ObjectModel;
import org.axletree.core.door.ObjectModel.Type;
import org.axletree.hub.registry.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ObjectFileTest {
    private static final String PUMP =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- A maker's own. -->
            <LWM2M>
              <Object ObjectType="MODefinition">
                <Name>Pump</Name><Description1><![CDATA[Moves water.]]></Description1>
                <ObjectID>33000</ObjectID><ObjectURN>urn:oma:lwm2m:x:33000</ObjectURN>
                <LWM2MVersion>1.1</LWM2MVersion><ObjectVersion>2.1</ObjectVersion>
                <MultipleInstances>Multiple</MultipleInstances><Mandatory>Optional</Mandatory>
                <Resources>
                  <Item ID="1"><Name>Pressure</Name><Operations>R</Operations><MultipleInstances>Single</MultipleInstances>
                    <Mandatory>Mandatory</Mandatory><Type>Float</Type><RangeEnumeration>0..10</RangeEnumeration><Units>bar</Units>
                    <Description>Behind it.</Description></Item>
                  <Item ID="2"><Name>Stop</Name><Operations>E</Operations><MultipleInstances>Single</MultipleInstances>
                    <Mandatory>Optional</Mandatory><Type></Type><RangeEnumeration/><Units/><Description/></Item>
                </Resources>
              </Object>
            </LWM2M>
            """;

    @Test
    void file_saysWhatItsObjectIs() {
        for (String file : new String[] {PUMP, "\uFEFF" + PUMP}) {
            ObjectModel pump = ObjectFile.read(file);

            assertThat(pump.id()).isEqualTo(33000);
            assertThat(pump.name()).isEqualTo("Pump");
            assertThat(pump.version()).isEqualTo("2.1");
            assertThat(pump.multiple()).isTrue();
            assertThat(pump.resources())
                    .containsExactly(
                            new ObjectModel.Resource(1, "Pressure", "R", false, true, Type.FLOAT, "bar"),
                            new ObjectModel.Resource(2, "Stop", "E", false, false, Type.NONE, ""));
        }
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(PUMP.replace("<LWM2M>", "<LWM2M"), "line 4"),
                Arguments.of(PUMP.replace("LWM2M>", "OBJECTS>"), "begins with <OBJECTS> (expected: <LWM2M>)"),
                Arguments.of("<LWM2M/>", "has 0 objects (expected: one <Object> in <LWM2M>)"),
                Arguments.of(PUMP.replace("33000<", "70000<"), "<ObjectID> 70000 (expected: 0 to 65535)"),
                Arguments.of(PUMP.replace("33000<", "-1<"), "<ObjectID> -1 (expected: 0 to 65535)"),
                Arguments.of(PUMP.replace("33000<", "19<"), "by which the hub itself speaks"),
                Arguments.of(PUMP.replace("<Name>Pump</Name>", ""), "object 33000: no <Name> (expected: one)"),
                Arguments.of(PUMP.replace("2.1", "two"), "<ObjectVersion> two (expected: major and minor, as 1.0)"),
                Arguments.of(PUMP.replace("ID=\"2\"", "ID=\"1\""), "resource 1 is there twice (expected: once)"),
                Arguments.of(PUMP.replace("Float", "Double"), "resource 1: <Type> Double (expected: String, Integer"),
                Arguments.of(
                        PUMP.replace(">R<", ">X<"), "resource 1: <Operations> X (expected: R, W, RW, E or nothing)"),
                Arguments.of(PUMP.replace(">R<", ">E<"), "resource 1: <Operations> E with <Type> Float"),
                Arguments.of(PUMP.replace(">bar<", ">" + "b".repeat(256) + "<"), "resource 1: <Units>: 256 characters"),
                Arguments.of("", "expected: XML"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void fileThatIsWrong_isRefused_withWhatIsWrong(String file, String sentence) {
        assertThatThrownBy(() -> ObjectFile.read(file))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(sentence);
    }

    static Stream<String> hostile() {
        return Stream.of(
                "<!DOCTYPE LWM2M [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><LWM2M>&b;</LWM2M>",
                "<!DOCTYPE LWM2M [<!ENTITY passwd SYSTEM \"file:///etc/passwd\">]><LWM2M>&passwd;</LWM2M>",
                "<!DOCTYPE LWM2M SYSTEM \"http://127.0.0.1:1/x.dtd\"><LWM2M/>",
                "<LWM2M>" + "<a>".repeat(30_000) + "</a>".repeat(30_000) + "</LWM2M>");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void fileThatWantsMoreThanToBeRead_isRefused(String file) {
        assertThatThrownBy(() -> ObjectFile.read(file))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("XML without a document type, at most 16 elements deep");
    }
}
