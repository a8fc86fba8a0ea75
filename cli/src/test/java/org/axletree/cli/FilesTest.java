package org.axletree.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axletree.cli.terminal.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files beside a server with one hub and one route, whose secrets it hides. */
class FilesTest {
    private static final String HUB =
            "{\"id\":\"h\",\"name\":\"plant\",\"project_id\":\"p\",\"status\":\"ready\",\"product_plan\":\"plan_shared\"}";
    private static final String ROUTE =
            "{\"id\":\"r\",\"name\":\"archive\",\"topic\":\"a/#\",\"rest_config\":{\"verb\":\"post\","
                    + "\"uri\":\"https://example.org/in\",\"headers\":{\"Authorization\":\"********\",\"X-Kept\":\"shownkey\"}}}";

    /** What a route has to say beside its name. */
    private static final String ROUTE_FIELDS = ", topic: a, rest_config: {uri: 'https://h'}}\n";

    @TempDir
    Path directory;

    private final List<String> changes = new ArrayList<>();
    private String devices = "";
    private boolean onlyReads;
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            if (!exchange.getRequestMethod().equals("GET")) {
                changes.add(exchange.getRequestMethod() + " "
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            }
            String answer = path.endsWith("/hubs/h")
                    ? HUB
                    : path.endsWith("/hubs")
                            ? "{\"total_count\":1,\"hubs\":[" + HUB + "]}"
                            : path.endsWith("/routes")
                                    ? "{\"total_count\":1,\"routes\":[" + ROUTE + "]}"
                                    : path.endsWith("/routes/r")
                                            ? ROUTE
                                            : path.endsWith("/devices")
                                                            && exchange.getRequestMethod()
                                                                    .equals("POST")
                                                    ? "{\"device\":{\"id\":\"n\"}}"
                                                    : path.endsWith("/devices") && !devices.isEmpty()
                                                            ? devices
                                                            : "{\"total_count\":0,\"devices\":[],\"networks\":[],\"tokens\":[]}";
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(
                    onlyReads && !exchange.getRequestMethod().equals("GET") ? 403 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private Said axle(Map<String, String> more, String... arguments) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("AXLE_URL", "http://127.0.0.1:" + server.getAddress().getPort());
        environment.put("AXLE_TOKEN", "x");
        return Said.by(environment, arguments);
    }

    private String file(String route) throws IOException {
        return Files.writeString(
                        directory.resolve("plant.yaml"),
                        "hubs:\n- name: plant\n  routes:\n  - {name: archive, " + route + "}\n")
                .toString();
    }

    @Test
    void secretThatIsHidden_isSentAgain_andIsNoChange() throws IOException {
        String file = file("rest_config: {headers: {Authorization: '${env:HOOK}'}, hmac_secret: '${env:SIGN}'}");
        Map<String, String> secrets = Map.of("HOOK", "second", "SIGN", "signature");

        Said plan = axle(secrets, "apply", "-f", file, "--dry-run");

        assertThat(plan.err()).isEmpty();
        assertThat(plan.status()).isEqualTo(Status.DONE);
        assertThat(changes).isEmpty();
        assertThat(plan.out())
                .contains("= route/plant/archive.rest_config.headers.Authorization: secret, would be sent again")
                .contains("2 unchanged")
                .doesNotContain("second", "signature");

        Said done = axle(secrets, "apply", "-f", file);

        assertThat(done.status()).isEqualTo(Status.DONE);
        assertThat(done.out()).contains("2 unchanged").doesNotContain("second", "signature");
        assertThat(changes)
                .containsExactly(
                        "PATCH {\"rest_config\":{\"headers\":{\"Authorization\":\"second\",\"X-Kept\":\"shownkey\"},"
                                + "\"hmac_secret\":\"signature\"}}");
    }

    @Test
    void changeBesideASecret_isShownWithoutIt() throws IOException {
        String file =
                file("rest_config: {uri: 'https://example.org/other', hmac_secret: written, headers: {Authorization:"
                        + " 'literal', X-Kept: '${env:KEY}'}}");
        Map<String, String> secrets = Map.of("KEY", "otherkey");

        for (String format : List.of("", "json", "yaml")) {
            Said said = format.isEmpty()
                    ? axle(secrets, "apply", "-f", file, "--dry-run")
                    : axle(secrets, "apply", "-f", file, "--dry-run", "-o", format);

            assertThat(said.status()).isEqualTo(Status.FAILED);
            assertThat(said.out() + said.err())
                    .contains("route/plant/archive")
                    .doesNotContain("literal", "written", "otherkey", "shownkey");
        }
        assertThat(axle(secrets, "apply", "-f", file, "--dry-run").out())
                .contains("https://example.org/other", "1 changed");
    }

    @Test
    void hiddenSecret_isExportedAsAReference_thatHasToBeSet() throws IOException {
        Said written = axle(Map.of(), "export", "plant");
        Path file = Files.writeString(directory.resolve("written.yaml"), written.out());

        assertThat(written.out()).contains("Authorization: ${env:PLANT_ARCHIVE_AUTHORIZATION}", "X-Kept: shownkey");
        assertThat(written.err())
                .contains("set PLANT_ARCHIVE_AUTHORIZATION before axle apply")
                .contains("hmac_secret is not shown");
        Said refused = axle(Map.of(), "apply", "-f", file.toString());
        assertThat(refused.status()).isEqualTo(Status.USAGE);
        assertThat(refused.err()).contains("the variable PLANT_ARCHIVE_AUTHORIZATION is not set");
        assertThat(axle(Map.of("PLANT_ARCHIVE_AUTHORIZATION", "s"), "apply", "--dry-run", "-f", file.toString())
                        .status())
                .isEqualTo(Status.DONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "topic: q/#/x | topic was q/#/x (expected: a topic filter",
                "topic: 5 | topic was 5 (expected: a text",
                "fallback: maybe | fallback was maybe (expected: true or false)",
                "rest_config: {uri: nonsense} | rest_config.uri was nonsense (expected: a URI",
                "rest_config: {verb: fetch} | rest_config.verb was fetch (expected: one of get, post",
                "rest_config: {timeout_seconds: long} | rest_config.timeout_seconds was long (expected: a whole number)",
                "fallback: null | fallback was null (expected: true or false)",
                "rest_config: {headers: 5} | rest_config.headers was 5 (expected: keys and values)",
                "hub: 5 | hub was 5 (expected: a text",
                "rest_config: 5 | rest_config was 5 (expected: keys and values)",
                "rest_config: {hmac_secret: 77123} | rest_config.hmac_secret was wrong (expected: a text",
            })
    void valueThatTheServerWouldRefuse_isToldBeforeAnythingIsDone(String route, String sentence) throws IOException {
        String file = file(route);

        Said said = axle(Map.of(), "apply", "--dry-run", "-f", file);

        assertThat(said.status()).isEqualTo(Status.USAGE);
        assertThat(said.err())
                .startsWith("axle: " + file + ": route archive: " + sentence)
                .doesNotContain("77123");
        assertThat(changes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "/", "a/+/b", "+", "#", "a/#", "/a//+/#"})
    void topicFilter_isTaken(String topic) throws IOException {
        assertThat(axle(Map.of(), "apply", "--dry-run", "-f", file("topic: '" + topic + "'"))
                        .err())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{enabled: 3} | hub plant: enabled was 3 (expected: true or false)",
                "{devices: [{name: lamp, enabled: 3}]} | device lamp: enabled was 3 (expected: true or false)",
                "{devices: [{name: lamp, enabled: 'no'}]} | device lamp: enabled was no (expected: true or false)",
                "{devices: [{name: lamp, enabled: null}]} | device lamp: enabled was null (expected: true or false)",
                "{devices: [{name: lamp, enabled: []}]} | device lamp: enabled was [] (expected: true or false)",
                "{devices: [{name: lamp, allow_insecure: 3}]} | device lamp: allow_insecure was 3 (expected: true or false)",
                "{devices: [{name: lamp, message_filters: {publish: {topics: [no]}}}]} | device lamp:"
                        + " message_filters.publish.topics was [false] (expected: a list of texts",
                "{certificates: [{name: ours, certificate: 5}]} | certificate ours: certificate was 5 (expected: a text",
            })
    void fieldThatOnlyFilesHave_isLookedAtLikeThoseOfTheApi(String hub, String sentence) throws IOException {
        Path file = Files.writeString(
                directory.resolve("plant.yaml"),
                "hubs:\n- {name: plant, " + hub.strip().substring(1) + "\n");

        Said said = axle(Map.of(), "apply", "-f", file.toString());

        assertThat(said.status()).isEqualTo(Status.USAGE);
        assertThat(said.err()).startsWith("axle: " + file + ": " + sentence);
        assertThat(changes).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "archive | jms_config: {topic_name: t} | a route keeps its kind (expected: rest_config, or another route)",
                "fresh | topic: a | a route has one configuration (expected: one of jms_config, s3_config",
                "fresh | rest_config: {uri: 'https://h'}, jms_config: {topic_name: t} | a route has one configuration",
            })
    void routeThatTheServerWouldRefuse_isAProblemOfThePlan(String name, String fields, String sentence)
            throws IOException {
        Path file = Files.writeString(
                directory.resolve("plant.yaml"),
                "hubs:\n- name: plant\n  routes:\n  - {name: " + name + ", " + fields + "}\n");

        for (String[] dry : new String[][] {{"--dry-run"}, {}}) {
            Said said = axle(
                    Map.of(),
                    Stream.concat(Stream.of("apply", "-f", file.toString()), Stream.of(dry))
                            .toArray(String[]::new));

            assertThat(said.status()).isEqualTo(Status.FAILED);
            assertThat(said.out()).contains("! route/plant/" + name + ": " + sentence, "1 problems");
            assertThat(changes).isEmpty();
        }
    }

    /** In the words in which the server refuses it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"a\\eb\"' | has a control character or half a character (expected: none)",
                "'\"a\\tb\"' | has a control character or half a character (expected: none)",
                "'\"a\\x7Fb\"' | has a control character or half a character (expected: none)",
                "'\" a\"' | begins or ends with a space (expected: no space there)",
                "'\"  \"' | is empty (expected: 1 to 255 characters)",
                "'\"\"' | is empty (expected: 1 to 255 characters)",
            })
    void nameThatTheServerWouldRefuse_isAProblemOfThePlan(String name, String sentence) throws IOException {
        for (String kind : List.of("devices", "routes", "networks")) {
            assertNameIsAProblem("hubs:\n- name: plant\n  " + kind + ":\n  - {name: " + name + ROUTE_FIELDS, sentence);
        }
        assertNameIsAProblem("hubs:\n- {name: " + name + "}\n", sentence);
        assertNameIsAProblem("tokens:\n- {name: " + name + "}\n", sentence);
    }

    @Test
    void longName_isAProblemOfThePlan() throws IOException {
        assertNameIsAProblem("hubs:\n- {name: " + "n".repeat(256) + "}\n", "256 characters (expected: 1 to 255)");
    }

    private void assertNameIsAProblem(String yaml, String sentence) throws IOException {
        String text = yaml.contains("routes") ? yaml : yaml.replace(ROUTE_FIELDS, "}\n");
        Path file = Files.writeString(directory.resolve("plant.yaml"), text);

        Said said = axle(Map.of("AXLE_CONFIG_DIR", directory.toString()), "apply", "--dry-run", "-f", file.toString());

        assertThat(said.status()).as(text + said.err()).isEqualTo(Status.FAILED);
        assertThat(said.out()).as(text).contains(": name: " + sentence, "1 problems");
        assertThat(changes).isEmpty();
    }

    @Test
    void fileThatAFileNames_isBesideIt() throws IOException {
        Files.writeString(directory.resolve("topic.txt"), "b/#\n");

        Said said = axle(Map.of(), "apply", "--dry-run", "-f", file("topic: '${file:topic.txt}'"));

        assertThat(said.err()).isEmpty();
        assertThat(said.out()).contains("~ route/plant/archive.topic", "1 changed");
    }

    @Test
    void fileThatIsNoYamlWithinBounds_isTold() throws IOException {
        String aliases = "hubs: [" + "*a, ".repeat(60) + "*a]\n";
        String file = Files.writeString(directory.resolve("plant.yaml"), "x: &a [1]\n" + aliases)
                .toString();

        Said told = axle(Map.of(), "apply", "-f", file);

        assertThat(told.status()).isEqualTo(Status.USAGE);
        assertThat(told.err()).contains("plant.yaml: ", "aliases", "(expected: ");
        assertThat(changes).isEmpty();
    }

    @Test
    void placeThatIsNotThere_isToldToBeThat() {
        assertThat(axle(Map.of(), "apply", "-f", "missing").err())
                .startsWith("axle: missing is not there (expected: a directory");
    }

    private static String device(String name, String dialect, String credential, boolean customCertificate) {
        return "{\"id\":\"" + name + "\",\"name\":\"" + name + "\",\"status\":\"enabled\",\"hub_id\":\"h\","
                + "\"allow_insecure\":true,\"dialect\":\"" + dialect + "\",\"credential\":\"" + credential
                + "\",\"has_custom_certificate\":" + customCertificate + "}";
    }

    @Test
    void whatNoFileCarries_isTold_comparedAndNeverMadeWithout() throws IOException {
        devices = "{\"total_count\":6,\"devices\":["
                + String.join(
                        ",",
                        device("bob", "scaleway", "password", true),
                        device("meter", "huawei", "secret", false),
                        device("pump", "azure", "verified_authority", false),
                        device("behind", "huawei", "nothing", false),
                        device("lamp", "scaleway", "certificate", false),
                        device("door", "scaleway", "certificate", true))
                + "]}";
        Said written = axle(Map.of("PLANT_ARCHIVE_AUTHORIZATION", "s"), "export", "plant");
        Path file = Files.writeString(directory.resolve("written.yaml"), written.out());

        assertThat(written.err())
                .contains(
                        "these devices prove themselves by a user name and a password, which no file carries",
                        ": plant/bob\n",
                        "these devices prove themselves by keys or a secret, which no file carries",
                        ": plant/meter\n",
                        "a certificate from a verified authority, which no file carries",
                        ": plant/pump\n",
                        "these devices were registered in the words of huawei, which no file carries",
                        ": plant/behind\n",
                        "these devices have certificates of their owners', which no file carries",
                        ": plant/door\n")
                .doesNotContain("lamp");
        assertThat(written.out()).containsOnlyOnce("credential: password").containsOnlyOnce("dialect: azure");

        Map<String, String> secrets = Map.of("PLANT_ARCHIVE_AUTHORIZATION", "s");
        Said same = axle(secrets, "apply", "--dry-run", "-f", file.toString());
        assertThat(same.out()).contains("0 created, 0 changed, 8 unchanged, 0 deleted, 0 problems");
        assertThat(same.status()).isEqualTo(Status.DONE);

        devices = "";
        for (boolean dry : new boolean[] {true, false}) {
            changes.clear();
            Said elsewhere = dry
                    ? axle(secrets, "apply", "--dry-run", "-f", file.toString())
                    : axle(secrets, "apply", "-f", file.toString());
            assertThat(elsewhere.status()).isEqualTo(Status.FAILED);
            assertThat(elsewhere.out())
                    .contains(
                            "! device/plant/bob: it proves itself by a user name and a password, which no file carries"
                                    + " (expected: axle import",
                            "! device/plant/meter: it proves itself by keys or a secret",
                            "! device/plant/pump: it proves itself by a certificate from a verified authority",
                            "! device/plant/behind: it is a device in the words of huawei",
                            "4 problems")
                    .doesNotContain("+ device/plant/bob");
            assertThat(String.join("\n", changes)).doesNotContain("bob", "meter", "pump", "behind");
        }

        devices = "{\"total_count\":1,\"devices\":[" + device("bob", "scaleway", "certificate", false) + "]}";
        assertThat(axle(secrets, "apply", "--dry-run", "-f", file.toString()).out())
                .contains("! device/plant/bob: credential cannot be changed from \"certificate\" to \"password\"");
    }

    @Test
    void routesThatNobodyMayHaveChecked_areToldOnce() throws IOException {
        String file = Files.writeString(
                        directory.resolve("plant.yaml"),
                        "hubs:\n- name: plant\n  routes:\n  - {name: one, rest_config: {uri: 'https://h'}}\n"
                                + "  - {name: two, rest_config: {uri: 'https://h'}}\n")
                .toString();
        assertThat(axle(Map.of(), "apply", "--dry-run", "-f", file).err()).isEmpty();

        onlyReads = true;
        Said said = axle(Map.of(), "apply", "--dry-run", "-f", file);

        assertThat(said.out()).contains("+ route/plant/one", "+ route/plant/two", "0 problems");
        assertThat(said.err())
                .startsWith("the server did not check the routes that would be made: this token may not ask it to")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rest_config: {hmac_secret: 'env:SEC'} | rest_config.hmac_secret",
                "rest_config: {headers: {X-Kept: 'env:SEC'}} | rest_config.headers.X-Kept",
            })
    void referenceOfOptions_isNoneInAFile_andTold(String fields, String path) throws IOException {
        String file = file(fields);

        assertThat(axle(Map.of("SEC", "s"), "apply", "--dry-run", "-f", file).err())
                .isEqualToIgnoringNewLines(file + ": route archive: " + path
                        + " is env:SEC as it is written, and no variable (expected: ${env:SEC} for its value)");
        assertThat(axle(Map.of("SEC", "s"), "apply", "--dry-run", "-f", file(fields.replace("env:SEC", "${env:SEC}")))
                        .err())
                .isEmpty();
    }

    @Test
    void headerThatIsNotThere_isAChange() throws IOException {
        Said said = axle(Map.of(), "apply", "--dry-run", "-f", file("rest_config: {headers: {X-New: '1'}}"));

        assertThat(said.out()).contains("1 changed");
    }
}
