package org.axletree.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axletree.cli.command.Call;
import org.axletree.cli.command.Word;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Status;
import org.axletree.cli.terminal.Surroundings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What stands in the files of others comes along whole, is skipped or is noted; no right grows on the way. */
class ExportsTest {
    private static final String AWS = "{\"thingName\":\"%s\",\"certificatePem\":\"pem\"}";
    private static final String PAGE = "{\"devices\":[%s],\"page\":{\"count\":1}}";
    private static final String HUAWEI = "{\"device_id\":\"%s\",\"node_id\":\"n\",\"auth_info\":{\"secret\":\"s\"}}";
    private static final String SCALEWAY = "{\"name\":\"%s\",\"id\":\"i\",\"allow_insecure\":true}";
    private static final String AZURE =
            "{\"id\":\"%s\",\"authentication\":{\"type\":\"sas\",\"symmetricKey\":{\"primaryKey\":\"k\"}}}";

    @TempDir
    Path directory;

    @Test
    void documents_oneAfterTheOther_areAllRead() {
        assertThat(names(
                        new AwsCertificates(),
                        AWS.formatted("a} \\\"") + "\n" + AWS.formatted("b").replace(",", ",\n") + AWS.formatted("c")))
                .containsExactly("a} \"", "b", "c");
        assertThat(names(new HuaweiLists(), HUAWEI.formatted("a") + "\n\n" + HUAWEI.formatted("b") + "\n"))
                .containsExactly("a", "b");
        assertThat(names(
                        new HuaweiLists(),
                        PAGE.formatted(HUAWEI.formatted("a")) + "\n" + PAGE.formatted(HUAWEI.formatted("b"))))
                .containsExactly("a", "b");
        assertThat(names(
                        new ScalewayLists(),
                        "[" + PAGE.formatted(SCALEWAY.formatted("a")) + "," + SCALEWAY.formatted("b") + "]["
                                + SCALEWAY.formatted("c") + "]"))
                .containsExactly("a", "b", "c");
        assertThat(names(new AzureExport(), AZURE.formatted("a") + AZURE.formatted("b") + "\n" + AZURE.formatted("c")))
                .containsExactly("a", "b", "c");
        assertThat(names(new AzureExport(), "[" + AZURE.formatted("a") + "]\n[" + AZURE.formatted("b") + "]"))
                .containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}\nrubbish", "{}\n{\"a\":1", "{}\n{]", "{}\n7"})
    void documentThatIsNone_isToldByItsLine(String text) {
        assertThatThrownBy(() -> read(new AwsCertificates(), text))
                .isInstanceOf(Failure.class)
                .hasMessage("line 2 was wrong (expected: a JSON object or an array of them)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "secret", "thumbprint", "verified_authority"})
    void deviceOfAList_withoutWhatItProvesItselfWith_staysBehind(String credential) {
        String device = "{\"id\":\"i\",\"name\":\"bob\",\"allow_insecure\":true,\"credential\":\"%s\"}";

        assertThat(read(new ScalewayLists(), device.formatted(credential))
                        .get(0)
                        .reason())
                .startsWith("proves itself by its " + credential.replace('_', ' ') + ", which is not in the list");
        assertThat(read(new ScalewayLists(), device.formatted("certificate"))
                        .get(0)
                        .reason())
                .isEmpty();
    }

    @Test
    void rightByClientIdentifier_isLeftOutAndNoted() throws IOException {
        Source.Entry zoe = mosquitto(
                "pattern read dev/%c/down\npattern write dev/%u/up\nuser zoe\ntopic read news/%c\n", "zoe:$7$1$a$b");

        assertThat(zoe.device().getJsonObject("message_filters"))
                .hasToString("{\"publish\":{\"policy\":\"accept\",\"topics\":[\"dev/zoe/up\"]},"
                        + "\"subscribe\":{\"policy\":\"accept\",\"topics\":[\"news/%c\"]}}");
        assertThat(zoe.notes()).singleElement().asString().contains("its right to dev/%c/down is left out");
    }

    @Test
    void userWhoseNameIsAWildcard_isGrantedNothingByIt() throws IOException {
        Source.Entry plus = mosquitto("pattern read dev/%u/down\n", "+:$7$1$a$b");

        assertThat(plus.device().getJsonObject("message_filters").getJsonObject("subscribe"))
                .hasToString("{\"policy\":\"accept\",\"topics\":[]}");
        assertThat(plus.notes()).hasSize(1);
    }

    /** Without it, more would be allowed than there. */
    @Test
    void denialByClientIdentifier_keepsTheUserOut() throws IOException {
        assertThat(mosquitto("pattern deny dev/%c/secret\n", "zoe:$7$1$a$b").reason())
                .contains("deny dev/%c/secret");
    }

    @Test
    void denialAlone_grantsNothing() throws IOException {
        assertThat(mosquitto("user zoe\ntopic deny secret\n", "zoe:$7$1$a$b")
                        .device()
                        .getJsonObject("message_filters")
                        .getJsonObject("publish"))
                .hasToString("{\"policy\":\"accept\",\"topics\":[]}");
    }

    @Test
    void dynamicSecurity_fillsInUsers_andNotesWhatIsBoundToIdentifiers() {
        Source.Entry zoe = read(
                        new MosquittoFiles(),
                        """
                        {"clients":[{"username":"zoe","clientid":"z1","password":"b","salt":"a","disabled":true,
                          "roles":[{"rolename":"r"}]}],
                         "roles":[{"rolename":"r","acls":[
                          {"acltype":"publishClientSend","topic":"up/%u","allow":true},
                          {"acltype":"subscribePattern","topic":"down/%c/#","allow":true}]}]}
                        """)
                .get(0);

        assertThat(zoe.device().getJsonObject("message_filters"))
                .hasToString("{\"publish\":{\"policy\":\"accept\",\"topics\":[\"up/zoe\"]},"
                        + "\"subscribe\":{\"policy\":\"accept\",\"topics\":[]}}");
        assertThat(zoe.device().getBoolean("enabled")).isFalse();
        assertThat(zoe.notes())
                .hasSize(2)
                .anyMatch(note -> note.contains("its right to down/%c/# is left out"))
                .anyMatch(note -> note.contains("client identifier z1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"encoded_password\":\"$argon2id$v=19$m=12,t=2,p=1$a$b\" | $argon2id$v=19$m=12,t=2,p=1$a$b",
                "\"encoded_password\":\"$7$1000$a$b\" | $7$1000$a$b",
                "\"password\":\"b\",\"salt\":\"a\",\"iterations\":7 | $7$7$a$b",
                "\"password\":\"b\",\"salt\":\"a\" | $7$101$a$b",
            })
    void passwordOfDynamicSecurity_isReadWhole_andInParts(String password, String hash) {
        assertThat(read(new MosquittoFiles(), "{\"clients\":[{\"username\":\"zoe\"," + password + "}]}")
                        .get(0)
                        .device()
                        .getJsonObject("authentication")
                        .getString("password_hash"))
                .isEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"password\":\"b\"", ",\"salt\":\"a\"", ",\"encoded_password\":\"\""})
    void clientOfDynamicSecurity_withoutAPassword_staysBehind(String password) {
        assertThat(read(new MosquittoFiles(), "{\"clients\":[{\"username\":\"zoe\"" + password + "}]}")
                        .get(0)
                        .reason())
                .isEqualTo("has no password (expected: encoded_password, or password and salt)");
    }

    @Test
    void whatTheBrokerMayNotSend_isNotSubscribedTo() {
        Source.Entry zoe = read(
                        new MosquittoFiles(),
                        """
                        {"defaultACLAccess":{"publishClientReceive":true},
                         "clients":[{"username":"zoe","password":"b","salt":"a","roles":[{"rolename":"r"}]}],
                         "roles":[{"rolename":"r","acls":[
                          {"acltype":"publishClientReceive","topic":"secret","allow":false},
                          {"acltype":"subscribePattern","topic":"#","allow":true}]}]}
                        """)
                .get(0);

        assertThat(zoe.reason()).contains("both allow and deny");
    }

    /** What may be received cuts down what may be subscribed to, whichever of the two is wider. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "false | false | a/b | a/#   | a/b | 0",
                "false | false | a/b | +/b   | a/b | 0",
                "false | false | a/# | a/b,c | a/b | 1",
                "false | false | a/+ | b/+   |     | 1",
                "false | false | a/# | a/+   | a/+ | 1",
                "false | false | #   | $SYS/#|     | 1",
                "false | false | a   | a/#   | a   | 0",
                "false | false | a/b |       |     | 1",
                "false | true  |     | a,b/# | a,b/# | 0",
                "false | true  | c   | a,b/# | a,b/# | 0",
                "true  | false | a/# | b     | a/# | 0",
            })
    void accessesWithoutARule_areThoseOfTheFile(
            boolean receives, boolean subscribes, String subscribe, String receive, String expected, int notes) {
        Source.Entry zoe = read(
                        new MosquittoFiles(),
                        """
                        {"defaultACLAccess":{"publishClientSend":false,"publishClientReceive":%s,"subscribe":%s},
                         "clients":[{"username":"zoe","password":"b","salt":"a","roles":[{"rolename":"r"}]}],
                         "roles":[{"rolename":"r","acls":[%s]}]}
                        """
                                .formatted(
                                        receives,
                                        subscribes,
                                        Stream.concat(
                                                        rules("subscribePattern", subscribe),
                                                        rules("publishClientReceive", receive))
                                                .collect(Collectors.joining(","))))
                .get(0);

        assertThat(zoe.reason()).isEmpty();
        JsonObject filter = zoe.device().getJsonObject("message_filters").getJsonObject("subscribe");
        assertThat(filter.getString("policy")).isEqualTo("accept");
        assertThat(filter.getJsonArray("topics").getValuesAs(JsonString::getString))
                .containsExactlyElementsOf(texts(expected));
        assertThat(zoe.notes())
                .hasSize(notes)
                .allMatch(note -> note.contains("its right to subscribe to " + subscribe));
    }

    private static Stream<String> rules(String type, String topics) {
        return texts(topics).stream()
                .map(topic -> "{\"acltype\":\"%s\",\"topic\":\"%s\",\"allow\":true}".formatted(type, topic));
    }

    private static List<String> texts(String list) {
        return list == null ? List.of() : List.of(list.split(","));
    }

    @Test
    void whatNoMessageFilterSays_isNoted() {
        Source.Entry zoe = read(
                        new MosquittoFiles(),
                        """
                        {"defaultACLAccess":{"publishClientReceive":true,"unsubscribe":false},
                         "clients":[{"username":"zoe","password":"b","salt":"a","roles":[{"rolename":"r"}]}],
                         "roles":[{"rolename":"r","allowwildcardsubs":false,"acls":[
                          {"acltype":"unsubscribeLiteral","topic":"alarm","allow":false},
                          {"acltype":"subscribePattern","topic":"news/+","allow":true},
                          {"acltype":"subscribePattern","topic":"news/all","allow":true}]}]}
                        """)
                .get(0);

        assertThat(zoe.device().getJsonObject("message_filters").getJsonObject("subscribe"))
                .hasToString("{\"policy\":\"accept\",\"topics\":[\"news/all\"]}");
        assertThat(zoe.notes())
                .hasSize(3)
                .anyMatch(note -> note.contains("its right to subscribe to news/+ is left out"))
                .anyMatch(note -> note.contains("it may unsubscribe from alarm here"))
                .anyMatch(note -> note.contains("it may unsubscribe from everything here"));
    }

    /** A limit beside the topic makes no wider right without it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<activity>PUBLISH</activity><qos>ZERO</qos> | | | publish to t is left out: it is for qos ZERO alone",
                "<activity>SUBSCRIBE</activity><qos>ZERO_ONE</qos> | | | subscribe to t is left out",
                "<retain>NOT_RETAINED</retain> | | t | retain NOT_RETAINED",
                "<shared-subscription>NOT_SHARED</shared-subscription> | t | | shared-subscription NOT_SHARED",
                "<shared-group>g</shared-group> | t | | shared-group g",
                "<activity>READ</activity> | | | its activity is not known",
                "<activity>PUBLISH</activity><shared-subscription>SHARED</shared-subscription> | t | |",
                "<qos>ALL</qos><retain>ALL</retain><shared-group>#</shared-group> | t | t |",
            })
    void permissionOfHiveMq_withALimit_isLeftOutAndNoted(String limits, String publish, String subscribe, String note) {
        Source.Entry zoe = read(
                        new HiveMqFile(),
                        """
                        <file-rbac><users><user><name>zoe</name><password>a:1:b</password><roles><id>r</id></roles></user></users>
                        <roles><role><id>r</id><permissions><permission><topic>t</topic>%s</permission></permissions></role></roles>
                        </file-rbac>
                        """
                                .formatted(limits))
                .get(0);

        JsonObject filters = zoe.device().getJsonObject("message_filters");
        assertThat(filters.getJsonObject("publish").getJsonArray("topics").getValuesAs(JsonString::getString))
                .containsExactlyElementsOf(texts(publish));
        assertThat(filters.getJsonObject("subscribe").getJsonArray("topics").getValuesAs(JsonString::getString))
                .containsExactlyElementsOf(texts(subscribe));
        if (note == null) {
            assertThat(zoe.notes()).isEmpty();
        } else {
            assertThat(zoe.notes()).isNotEmpty().anyMatch(each -> each.contains(note));
        }
    }

    @Test
    void roleOfHiveMq_thatTheFileDoesNotDescribe_isNoted() {
        Source.Entry zoe = read(
                        new HiveMqFile(),
                        """
                        <file-rbac><users><user><name>zoe</name><password>a:1:b</password><roles><id>gone</id></roles></user></users>
                        <roles><role><id>r</id><permissions><permission><topic>t</topic></permission></permissions></role></roles>
                        </file-rbac>
                        """)
                .get(0);

        assertThat(zoe.reason()).isEmpty();
        assertThat(zoe.notes()).singleElement().asString().startsWith("has the role gone");
    }

    @Test
    void permissionOfHiveMq_byClientIdentifier_isLeftOutAndNoted() {
        Source.Entry zoe = read(
                        new HiveMqFile(),
                        """
                        <file-rbac><users><user><name>zoe</name><password>a:1:b</password><roles><id>r</id></roles></user></users>
                        <roles><role><id>r</id><permissions>
                        <permission><topic>${{username}}/up</topic></permission>
                        <permission><topic>${{clientid}}/#</topic></permission>
                        </permissions></role></roles></file-rbac>
                        """)
                .get(0);

        assertThat(zoe.device().getJsonObject("message_filters").getJsonObject("subscribe"))
                .hasToString("{\"policy\":\"accept\",\"topics\":[\"zoe/up\"]}");
        assertThat(zoe.notes()).singleElement().asString().contains("${{clientid}}/#");
    }

    @ParameterizedTest
    @CsvSource({"--algorithm,foo", "--salt-position,middle", "--mac,md4", "--iterations,0"})
    void hashThatEmqxDoesNotKnow_isTold(String option, String value) {
        assertThatThrownBy(() -> read(new EmqxExport(), "user_id,password_hash\na,b\n", option, value))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith(option + " " + value + " was wrong (expected: ")
                .satisfies(told -> assertThat(((Failure) told).status()).isEqualTo(Status.USAGE));
    }

    @Test
    void rowsOfATable_sayWhatTheyLack() {
        List<Source.Entry> rows = read(
                new CsvFile(),
                """
                name,user_name,password,authentication,allow_insecure,enabled
                bare,,,,,
                open,,,,true,
                one,same,x,,,
                odd,,,certificate,,
                off,,x,,,no
                """);

        assertThat(rows.get(0).notes()).singleElement().asString().startsWith("has no password, key, thumbprint");
        assertThat(rows.get(1).notes()).as("comes by its identifier").isEmpty();
        assertThat(rows.stream().map(Source.Entry::reason))
                .containsExactly(
                        "",
                        "",
                        "",
                        "its authentication certificate is not known (expected: authority or none)",
                        "enabled is no (expected: true or false)");
    }

    private Source.Entry mosquitto(String acl, String passwords) throws IOException {
        Path file = Files.writeString(directory.resolve("acl"), acl);
        return read(new MosquittoFiles(), passwords, "--acl", file.toString()).get(0);
    }

    private static List<String> names(Source source, String text) {
        List<Source.Entry> entries = read(source, text);
        assertThat(entries).allMatch(each -> each.reason().isEmpty());
        return entries.stream().map(Source.Entry::id).toList();
    }

    private static List<Source.Entry> read(Source source, String text, String... options) {
        Word word = source.options(Word.of("import", "Imports.", call -> Status.DONE));
        Surroundings none = new Surroundings(
                Map.of(),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(PrintStream.nullOutputStream()),
                new PrintStream(PrintStream.nullOutputStream()),
                0);
        return source.read(text, new Call(new CommandLine(word.spec()).parseArgs(options), none, "table"))
                .toList();
    }
}
