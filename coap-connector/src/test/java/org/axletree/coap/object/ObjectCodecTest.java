package org.axletree.coap.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.axletree.coap.registration.BadRequestException;
import org.axletree.core.door.ObjectModel;
import org.axletree.core.door.ObjectModel.Resource;
import org.axletree.core.door.ObjectModel.Type;
import org.axletree.core.door.ObjectModels;
import org.eclipse.leshan.core.request.ContentFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectCodecTest {
    private static final ObjectModel PUMP = new ObjectModel(
            33000,
            "Pump",
            "1.0",
            true,
            List.of(
                    new Resource(0, "Label", "RW", false, false, Type.STRING, ""),
                    new Resource(1, "Pressure", "RW", false, true, Type.FLOAT, "bar"),
                    new Resource(2, "Count", "RW", false, false, Type.UNSIGNED_INTEGER, ""),
                    new Resource(3, "Open", "RW", false, false, Type.BOOLEAN, ""),
                    new Resource(4, "Since", "RW", false, false, Type.TIME, ""),
                    new Resource(5, "Valve", "RW", false, false, Type.OBJECT_LINK, ""),
                    new Resource(6, "Key", "RW", false, false, Type.OPAQUE, ""),
                    new Resource(7, "Steps", "RW", true, false, Type.INTEGER, "")));

    private final KnownObjects known = new KnownObjects();
    private final Encodings encodings = new Encodings();
    private final ObjectCodec common = new ObjectCodec(encodings, known);
    private final ObjectCodec ofPumps =
            new ObjectCodec(encodings, new HubObjects(new ObjectModels("h", 1, List.of(PUMP)), known));

    @Test
    void instance_isReadAsItsOwnerDescribed() throws BadRequestException {
        String written = "{\"0\":\"north\",\"1\":2.5,\"2\":18446744073709551615,\"3\":true,"
                + "\"4\":\"2026-11-30T08:00:00Z\",\"5\":\"3:0\",\"6\":\"AQID\",\"7\":{\"0\":1,\"3\":-4}}";
        ObjectCodec.Encoded tlv = ofPumps.encode("33000/0", written);

        assertThat(ofPumps.value("33000/0", tlv.payload(), tlv.contentFormat())).contains(written);
        // Who does not know the object sees bytes.
        assertThat(common.value("33000/0", tlv.payload(), tlv.contentFormat()).orElseThrow())
                .contains("\"0\":\"bm9ydGg=\"");
    }

    @ParameterizedTest
    @CsvSource({
        "33000/0/0, '\"north\"', north",
        "33000/0/1, 2.5, 2.5",
        "33000/0/2, 18446744073709551615, 18446744073709551615",
        "33000/0/3, true, 1",
        "33000/0/4, '\"1970-01-01T00:01:00Z\"', 60",
        "33000/0/5, '\"3:0\"', 3:0",
        "33000/0/7/3, -4, -4",
        "5555/0/0, '\"as it is\"', as it is",
        "5555/0/0, false, 0"
    })
    void resource_isWrittenAsText_ofItsType(String path, String json, String text) throws BadRequestException {
        ObjectCodec.Encoded encoded = ofPumps.encode(path, json);

        assertThat(new String(encoded.payload(), StandardCharsets.UTF_8)).isEqualTo(text);
        assertThat(encoded.contentFormat()).isEqualTo(ContentFormat.TEXT_CODE);
    }

    @Test
    void bytes_areWrittenAsTheyAre() throws BadRequestException {
        for (String json : List.of("\"AQID\"", "{\"base64\":\"AQID\"}")) {
            ObjectCodec.Encoded encoded = ofPumps.encode("33000/0/6", json);

            assertThat(encoded.payload()).containsExactly(1, 2, 3);
            assertThat(encoded.contentFormat()).isEqualTo(ContentFormat.OPAQUE_CODE);
        }
        assertThat(common.encode("19/1/0", "\"AQID\"").payload()).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @CsvSource({
        "33000/0/1, '\"much\"'",
        "33000/0/2, -1",
        "33000/0/3, 1",
        "33000/0/4, 60",
        "33000/0/5, '\"valve\"'",
        "33000/0/6, '\"%\"'",
        "3/0/4, 1"
    })
    void valueOfAnotherType_isRefused(String path, String json) {
        assertThatThrownBy(() -> ofPumps.encode(path, json)).isInstanceOf(BadRequestException.class);
    }

    @Test
    void list_hasNamesUnitsAndTypes() {
        assertThat(ofPumps.described(List.of("33000/0", "3303/1", "5555/0")))
                .contains(
                        "\"name\":\"Pump\"",
                        "{\"path\":\"/33000/0/1\",\"name\":\"Pressure\",\"units\":\"bar\",\"type\":\"float\",\"operations\":\"RW\"}",
                        "\"name\":\"Temperature\"",
                        "{\"path\":\"/3303/1/5700\",\"name\":\"Sensor Value\",\"units\":\"\",\"type\":\"float\",\"operations\":\"R\"}",
                        "{\"path\":\"/5555/0\",\"name\":\"\",\"resources\":[]}");
    }

    @Test
    void description_isTheHubsNewest() {
        ObjectCodecs codecs = new ObjectCodecs();
        codecs.describe(new ObjectModels("h", 7, List.of(PUMP)));
        assertThat(codecs.of("h").described(List.of("33000")))
                .as("nobody is here")
                .contains("\"name\":\"\"");

        ObjectModel former = new ObjectModel(33000, "Fan", "1.0", true, List.of());
        codecs.known(new ObjectModels("h", 7, List.of(PUMP)));
        codecs.describe(new ObjectModels("h", 6, List.of(former)));
        assertThat(codecs.of("h").described(List.of("33000"))).contains("\"name\":\"Pump\"");
        assertThat(codecs.of("other").described(List.of("33000"))).contains("\"name\":\"\"");

        codecs.describe(new ObjectModels("h", 8, List.of()));
        assertThat(codecs.of("h").described(List.of("33000"))).contains("\"name\":\"\"");
    }
}
