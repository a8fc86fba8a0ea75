package org.axletree.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.axletree.cli.terminal.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of devices beside a server that takes them all. */
class ImportsTest {
    private static final int MOST = 1_048_576;
    private static final String HUB = "11111111-1111-4111-8111-111111111111";

    private final List<byte[]> bodies = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final CyclicBarrier both = new CyclicBarrier(2);
    private final Deque<String> refusals = new ConcurrentLinkedDeque<>();
    private int refusedAfter;
    private ExecutorService threads;
    private int room;
    private HttpServer server;

    @TempDir
    Path directory;

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("GET")) {
                answer(exchange, 200, "{\"id\":\"" + HUB + "\",\"name\":\"Plant\"}");
                return;
            }
            bodies.add(body);
            if (bodies.size() > refusedAfter && !refusals.isEmpty()) {
                answer(exchange, 409, refusals.remove());
                return;
            }
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            waitForAnother();
            atOnce.decrementAndGet();
            answer(exchange, 200, answer(body));
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] answer = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /** Everybody is new here. */
    private String answer(byte[] body) {
        JsonArrayBuilder created = Json.createArrayBuilder();
        devices(body).forEach(each -> created.add(Json.createObjectBuilder().add("name", each.getString("name"))));
        return Json.createObjectBuilder()
                .add("created", created)
                .add("unchanged", JsonValue.EMPTY_JSON_ARRAY)
                .add("skipped", JsonValue.EMPTY_JSON_ARRAY)
                .add("room", room)
                .build()
                .toString();
    }

    private static List<JsonObject> devices(byte[] body) {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body))) {
            return reader.readObject().getJsonArray("devices").getValuesAs(JsonObject.class);
        }
    }

    /** The second and the third of four batches meet here, if they are under way together. */
    private void waitForAnother() {
        if (room > 0 && bodies.size() % 4 != 1) {
            try {
                both.await(1, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
                both.reset();
            }
        }
    }

    @AfterEach
    void end() {
        server.stop(0);
        threads.shutdown();
    }

    private Said imported(byte[] csv, String... more) throws IOException {
        return imported("csv", Files.write(directory.resolve("devices.csv"), csv), more);
    }

    private Said imported(String source, Path file, String... more) {
        return Said.by(
                Map.of(
                        "AXLE_TOKEN",
                        "x",
                        "AXLE_URL",
                        "http://127.0.0.1:" + server.getAddress().getPort()),
                Stream.concat(Stream.of("import", source, file.toString(), "--hub", HUB), Stream.of(more))
                        .toArray(String[]::new));
    }

    private Said imported(String csv, String... more) throws IOException {
        return imported(csv.getBytes(StandardCharsets.UTF_8), more);
    }

    @Test
    void devicesThatAreTooLargeTogether_areSentApart_inBytes() throws IOException {
        String large = "é".repeat(380_000);

        Said said = imported("name,description\na," + large + "\nb," + large + "\nc,small\n");

        assertThat(said.status()).as(said.err()).isEqualTo(Status.DONE);
        assertThat(bodies).hasSize(3).allSatisfy(body -> assertThat(body).hasSizeLessThanOrEqualTo(MOST));
    }

    @Test
    void smallDeviceBeforeALargeOne_isSentBeforeIt() throws IOException {
        Said said = imported("name,description\na," + "x".repeat(300_000) + "\nb," + "x".repeat(900_000) + "\n");

        assertThat(said.status()).as(said.err()).isEqualTo(Status.DONE);
        assertThat(bodies).hasSize(2).allSatisfy(body -> assertThat(body).hasSizeLessThanOrEqualTo(MOST));
    }

    @Test
    void deviceThatIsTooLargeAlone_staysBehind_andTheOthersCome() throws IOException {
        Said said = imported("name,description\na,small\nb," + "x".repeat(MOST) + "\nc,small\n");

        assertThat(said.status()).isEqualTo(Status.FAILED);
        assertThat(said.out()).contains("line 3, b: takes ", " bytes (expected: at most ");
        assertThat(bodies).singleElement().satisfies(body -> assertThat(new String(body, StandardCharsets.UTF_8))
                .contains("\"name\":\"a\"", "\"name\":\"c\"")
                .doesNotContain("\"name\":\"b\""));
    }

    /** A page of an index for each of many random identifiers is what made an import slow: each batch has neighbours. */
    @Test
    void identifiersOfTheirOwn_areHandedOverInTheirOrder_andToldInThatOfTheFile() throws IOException {
        Random random = new Random(13);
        List<String> names = IntStream.range(0, 2_000).mapToObj(i -> "d" + i).toList();
        String rows = names.stream()
                .map(name -> name + "," + new UUID(random.nextLong(), random.nextLong()) + "\n")
                .collect(Collectors.joining());

        Said said = imported("name,uuid\n" + rows, "-o", "json");

        assertThat(said.status()).as(said.err()).isEqualTo(Status.DONE);
        assertThat(bodies).hasSize(4);
        assertThat(bodies.stream()
                        .flatMap(body -> devices(body).stream())
                        .map(each -> each.getString("id"))
                        .toList())
                .hasSize(2_000)
                .isSorted();
        JsonObject report = Json.createReader(new StringReader(said.out())).readObject();
        assertThat(report.getJsonArray("created").getValuesAs(JsonString::getString))
                .isEqualTo(names);
        assertThat(report.getJsonArray("noted").getValuesAs(JsonObject.class).stream()
                        .map(each -> each.getInt("line"))
                        .toList())
                .isEqualTo(IntStream.rangeClosed(2, 2_001).boxed().toList());
    }

    @Test
    void namesAlone_areHandedOverInTheirOrder() throws IOException {
        imported("name,allow_insecure\nc,true\na,true\nb,true\n");

        assertThat(bodies).singleElement().satisfies(body -> assertThat(devices(body))
                .extracting(each -> each.getString("name"))
                .containsExactly("a", "b", "c"));
    }

    /** The first in the file, not the first in the order in which they are handed over. */
    @Test
    void identifierThatIsThereTwice_isThatOfTheFirst() throws IOException {
        String id = "11111111-1111-4111-8111-111111111111";

        Said said = imported("name,uuid\nz," + id + "\na," + id.toUpperCase(Locale.ROOT) + "\n");

        assertThat(said.status()).isEqualTo(Status.FAILED);
        assertThat(said.out()).contains("line 3, a: another device has this id");
        assertThat(bodies).singleElement().satisfies(body -> assertThat(devices(body))
                .extracting(each -> each.getString("name"))
                .containsExactly("z"));
    }

    /** Whoever comes last may not come: there the order of the file decides, and not which of two batches is quicker. */
    @Test
    void batchesAreUnderWayTogether_whereThereIsRoom() throws IOException {
        String rows =
                IntStream.range(0, 2_000).mapToObj(i -> "d" + i + ",true\n").collect(Collectors.joining());
        for (int free : new int[] {100, 100_000}) {
            room = free;
            mostAtOnce.set(0);

            Said said = imported("name,allow_insecure\n" + rows);

            assertThat(said.out()).startsWith("2000 created, 0 unchanged, 0 skipped");
            assertThat(mostAtOnce).as("room for " + free).hasValue(free == 100 ? 1 : 2);
        }
    }

    /** What a trial run would have made takes room from what comes later, as in earnest. */
    @Test
    void trialRun_saysHowManyWouldBeThereBefore() throws IOException {
        imported(
                "name,allow_insecure\n"
                        + IntStream.range(0, 600)
                                .mapToObj(i -> "d" + i + ",true\n")
                                .collect(Collectors.joining()),
                "--dry-run");

        assertThat(bodies)
                .extracting(body -> new String(body, StandardCharsets.UTF_8).replaceFirst(",\"devices\".*", ""))
                .containsExactly(
                        "{\"source\":\"csv\",\"dry_run\":true,\"file\":\"devices.csv\",\"devices_before\":0",
                        "{\"source\":\"csv\",\"dry_run\":true,\"file\":\"devices.csv\",\"devices_before\":500");
    }

    @Test
    void usersOfScram_stayBehind_andAreToldWhy() throws IOException {
        Path file = Files.writeString(
                directory.resolve("users.json"),
                "[{\"user_id\":\"a\",\"stored_key\":\"AA==\",\"server_key\":\"AA==\",\"salt\":\"AA==\"}]");

        Said said = Said.by(
                Map.of("AXLE_TOKEN", "x", "AXLE_URL", "http://127.0.0.1:1"),
                "import",
                "emqx",
                file.toString(),
                "--hub",
                HUB);

        assertThat(said.status()).isEqualTo(Status.FAILED);
        assertThat(said.out())
                .contains("line 1, a: proves itself by SCRAM with a salt of EMQX's")
                .contains("(expected: the password itself, by axle import csv; or ");
    }

    /** Otherwise a user came whom nobody ever let in. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sha256 | 0123456789abcdef0123456789abcdef | of 32 characters is none of sha256 (expected: 64 hexadecimal digits; or another --algorithm",
                "md5 | $2b$10$/Ma3EA5D69Ao8SJqRXxxou/h46zDWt0spAZcIL2CAeL2Gk8tH4XsO | of 60 characters is none of md5 (expected: 32 hexadecimal digits; or",
                "bcrypt | 0123456789abcdef0123456789abcdef | of 32 characters is none of bcrypt (expected: 60 characters that begin with $2a$, $2b$ or $2y$; or",
                "pbkdf2 | 0123x | of 5 characters is none of pbkdf2 (expected: hexadecimal digits; or",
            })
    void hashOfAnotherAlgorithmThanWasSaid_staysBehind(String algorithm, String hash, String sentence)
            throws IOException {
        Path file = Files.writeString(directory.resolve("users.csv"), "user_id,password_hash,salt\na," + hash + ",s\n");

        Said said = imported("emqx", file, "--algorithm", algorithm);

        assertThat(said.status()).isEqualTo(Status.FAILED);
        assertThat(said.out()).contains("line 2, a: its password_hash " + sentence);
        assertThat(bodies).isEmpty();
    }

    /** Whatever two of a file have in common, the hub hears of one: what it says of a batch depends on no other batch. */
    @Test
    void ofTwoWithSomethingInCommon_theFirstComes_inATrialAndInTheRun() throws IOException {
        String id = "22222222-2222-4222-8222-222222222222";
        String other = "33333333-3333-4333-8333-333333333333";
        Path file = Files.writeString(
                directory.resolve("devices.csv"),
                "name,uuid,user_name,password,primary_key\n"
                        + "a,,u,p,\nb,,u,p,\nc," + id + ",,,\nd,," + id.toUpperCase(Locale.ROOT) + ",p,\n"
                        + "e,," + other + ",p,\nf," + other + ",,,\ng," + id.replace('2', '4') + ","
                        + id.replace('2', '4') + ",p,\n"
                        + "h,,PLANT.example.org/door/x,p,\ndoor,,,,MDEyMzQ1Njc4OWFiY2RlZg==\ni,,plants/door,p,\n");

        for (String[] dry : new String[][] {{"--dry-run"}, {}}) {
            bodies.clear();

            Said said = imported("csv", file, dry);

            assertThat(said.out().lines().filter(line -> line.startsWith("line ") && !line.contains("has no password")))
                    .containsExactly(
                            "line 3, b: its user name u is there twice (expected: once)",
                            "line 5, d: its user name is the id of another device, which comes by it (expected: a user name of its own)",
                            "line 7, f: its id is the user name of another device (expected: an id of its own)",
                            "line 9, h: its user name is that of a device of Azure's dialect, which goes before it (expected: another user name)");
            assertThat(bodies).singleElement().satisfies(body -> assertThat(devices(body))
                    .extracting(each -> each.getString("name"))
                    .containsExactlyInAnyOrder("a", "c", "e", "g", "door", "i"));
        }
    }

    /** The same certificate, with other words around it. */
    @Test
    void ofTwoWithOneCertificate_theFirstComes() throws IOException {
        String pem = "-----BEGIN CERTIFICATE-----\\nAAAA\\nBBBB\\n-----END CERTIFICATE-----";
        Path file = Files.writeString(
                directory.resolve("certificates.json"),
                "[{\"thingName\":\"a\",\"certificatePem\":\"" + pem
                        + "\"},{\"thingName\":\"b\",\"certificatePem\":\"subject=/CN=a\\n"
                        + pem.replace("AAAA\\n", "AAAA") + "\\n\"}]");

        Said said = imported("aws", file);

        assertThat(said.out()).contains("1 created", "line 2, b: its certificate is that of another device");
    }

    /** Two imports at once may be in each other's way: nothing of such a batch was done, and it comes again. */
    @Test
    void hubThatOthersChange_isAskedAgain() throws IOException {
        refusals.add("{\"type\":\"transient_state\",\"message\":\"hub x is changed by others\"}");

        Said said = imported("name,allow_insecure\na,true\n");

        assertThat(said.status()).as(said.err()).isEqualTo(Status.DONE);
        assertThat(said.out()).startsWith("1 created, 0 unchanged, 0 skipped");
        assertThat(bodies).hasSize(2);
    }

    @Test
    void importThatEndsBeforeItsEnd_saysHowFarItCame() throws IOException {
        room = 100;
        refusedAfter = 2;
        refusals.add("{\"type\":\"precondition_failed\",\"message\":\"no\"}");
        String rows =
                IntStream.range(0, 2_000).mapToObj(i -> "d" + i + ",true\n").collect(Collectors.joining());

        Said said = imported("name,allow_insecure\n" + rows);

        assertThat(said.status()).isEqualTo(Status.CONFLICT);
        assertThat(said.err())
                .contains("no; 1000 created and 0 unchanged before that; the same import again goes on there");
    }

    @Test
    void sourceThatNobodyKnows_isToldWithThoseThereAre() {
        Said said = Said.by(Map.of(), "import", "foo");

        assertThat(said.status()).isEqualTo(Status.USAGE);
        assertThat(said.err())
                .contains(
                        "'foo' (expected: one of azure, scaleway, huawei, aws, mosquitto, emqx, hivemq, csv, status; try");
    }

    @Test
    void longName_isShownShortened() throws IOException {
        String name = "n".repeat(5_000);

        Said said = imported(
                "name,user_name,password\n" + name + ",u,p\n" + name + ",v,p\nx," + name + ",p\ny," + name + ",p\n");

        assertThat(said.status()).isEqualTo(Status.FAILED);
        assertThat(said.out()).contains("line 3, nnn", "line 5, y: its user name nnn");
        assertThat(said.out().lines()).allMatch(line -> line.length() < 600);
    }

    /** A password with blanks around it or a quotation mark in it is that one, and no other. */
    @Test
    void quotedCell_isKeptAsItIs() throws IOException {
        Said said = imported("name, password , description\r\n a b , \"  p \"\"w  \" , x y \r\nc,\"\"\"\",\r\n");

        assertThat(said.status()).as(said.err()).isEqualTo(Status.DONE);
        assertThat(devices(bodies.get(0)))
                .extracting(
                        each -> each.getString("name"),
                        each -> each.getJsonObject("authentication").getString("password"),
                        each -> each.getString("description"))
                .containsExactly(Tuple.tuple("a b", "  p \"w  ", "x y"), Tuple.tuple("c", "\"", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b\"c", "\"a\"b", "\"a\" \"b\""})
    void quotationMarkWhereNoneCanBe_isToldWithItsLine(String cell) throws IOException {
        Said said = imported("name,password\n\"two\nlines\",x\nd," + cell + "\n");

        assertThat(said.status()).isEqualTo(Status.USAGE);
        assertThat(said.err())
                .startsWith("axle: line 4: a quotation mark within a cell")
                .hasLineCount(1);
        assertThat(bodies).isEmpty();
    }

    @Test
    void misspeltColumn_isTold_howeverShortTheFirstRowIs() throws IOException {
        Said said = imported("name,pasword\na1\na2,secret\n");

        assertThat(said.status()).isEqualTo(Status.USAGE);
        assertThat(said.err()).startsWith("axle: the column pasword is not known (expected: one of ");
        assertThat(bodies).isEmpty();
    }

    /** Whatever a file that is refused holds, and whatever the hub says of it. */
    @Test
    void controlCharacters_areShownAndNotPrinted() throws IOException {
        assertThat(imported("name\u001B[2J\na\n").err())
                .startsWith("axle: the column name\\u001b[2j is not known")
                .doesNotContain("\u001B");
        assertThat(imported("name,enabled\na\u001B[2Jb\u007F,maybe\n").out())
                .contains("line 2, a\\u001b[2Jb\\u007f: enabled is maybe")
                .doesNotContain("\u001B");
    }

    @Test
    void columnThatIsThereTwice_isTold() throws IOException {
        Said said = imported("\nname,password,Name\na,b,c\n");

        assertThat(said.status()).isEqualTo(Status.USAGE);
        assertThat(said.err())
                .isEqualToIgnoringNewLines("axle: line 2: the column name is there twice (expected: once)");
    }

    @Test
    void bytesThatAreNoText_areToldWithTheirLine() throws IOException {
        Said said = imported("name\na\nb\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(said.status()).isEqualTo(Status.USAGE);
        assertThat(said.err())
                .startsWith("axle: line 3 of " + directory.resolve("devices.csv") + " is no text in UTF-8")
                .hasLineCount(1);
        assertThat(bodies).isEmpty();
    }

    @Test
    void cellsBeyondTheHead_areNoted_andNotShown() throws IOException {
        Said said = imported("name,description\na,one,two,,three\nb,one,,\n");

        assertThat(said.status()).as(said.err()).isEqualTo(Status.DONE);
        assertThat(said.out())
                .contains("line 2, a: has 2 cells beyond the columns of the head")
                .doesNotContain("three", "line 3, b: has 1");
    }

    /** What is no filter keeps out the user whose right it is, and nobody else. */
    @Test
    void lineOfAnAclThatIsNoFilter_isNamed_andTheOthersCome() throws IOException {
        Path users = Files.writeString(
                directory.resolve("passwd"), "lamp:$7$101$c2FsdA==$aGFzaA==\ndoor:$7$101$c2FsdA==$aGFzaA==\n");
        Path acl = Files.writeString(
                directory.resolve("acl"), "user lamp\ntopic read a/#/b\nuser door\ntopic a/#\npattern read %u/+x\n");

        Said said = Said.by(
                Map.of(
                        "AXLE_TOKEN",
                        "x",
                        "AXLE_URL",
                        "http://127.0.0.1:" + server.getAddress().getPort()),
                "import",
                "mosquitto",
                users.toString(),
                "--acl",
                acl.toString(),
                "--hub",
                HUB);

        assertThat(said.status()).as(said.err()).isEqualTo(Status.FAILED);
        assertThat(said.out())
                .startsWith("1 created, 0 unchanged, 1 skipped, 1 noted")
                .contains("line 1, lamp: line 2 of the ACL file, topic read a/#/b: is no topic filter")
                .contains("line 2, door: line 5 of the ACL file, pattern read %u/+x: is no topic filter");
    }
}
