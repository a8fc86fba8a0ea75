package org.axletree.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.axletree.cli.api.ApiDescription;
import org.axletree.cli.api.ApiDigest;
import org.axletree.cli.api.Operation;
import org.axletree.cli.terminal.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The words of the command line are those of the API's description, both ways, and wrong ones are told in a sentence. */
class WordsTest {
    private static final Path DESCRIPTION = Path.of("../docs/reference/openapi.yaml");

    @TempDir
    Path directory;

    @Test
    void operation_ofTheApi_hasACommandOfItsOwn() throws IOException {
        List<Operation> operations = ApiDigest.operations(DESCRIPTION);
        CommandLine root = new CommandLine(new Words().root("", true).spec());

        assertThat(operations).hasSizeGreaterThan(50);
        assertThat(operations).allSatisfy(each -> assertThat(
                        root.getSubcommands().get(each.noun()).getSubcommands())
                .as(each.id())
                .containsKey(each.verb()));
        assertThat(operations.stream()
                        .map(each -> each.noun() + " " + each.verb())
                        .collect(Collectors.toSet()))
                .as("no two operations have the same words")
                .hasSameSizeAs(operations);
    }

    @Test
    void commandOfANoun_thatTheDescriptionDoesNotKnow_isNotThere() throws IOException {
        Set<String> described = ApiDigest.operations(DESCRIPTION).stream()
                .map(Operation::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> known = ApiDescription.operations().stream()
                .map(Operation::toString)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(known).as("what is packed into the jar").isEqualTo(described);
    }

    @ParameterizedTest
    @ValueSource(strings = {"frob", "hub frob", "hub list --frob", "hub show", "hub", "hub list -o xml", "hub create"})
    void wrongWord_isToldInOneSentence(String words) {
        Said said = Said.by(Map.of("AXLE_TOKEN", "x"), words.split(" "));

        assertThat(said.status()).isEqualTo(Status.USAGE);
        assertThat(said.out()).isEmpty();
        assertThat(said.err().lines()).hasSize(1).allMatch(line -> line.startsWith("axle: "));
    }

    /** Before anybody is asked: nobody is there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hub list --limit -1",
                "hub list --limit x",
                "hub list --limit 99999999999",
                "hub list --watch -1",
                "hub list --watch 0",
                "hub list --watch 1 --limit -1",
                "event list --hub 11111111-1111-4111-8111-111111111111 --limit -1",
                "hub create x --wait --timeout -1",
                "pub -t x -m m -p 0",
                "pub -t x -m m -p 65536",
                "pub -t x -m m -q 3",
                "pub -t x -m m --repeat -1",
                "pub -t x -m m --repeat 2 --repeat-delay soon",
                "pub -t x -m m --repeat 2 --repeat-delay -1",
                "sub -t x -C 0",
                "sub -t x -W -1",
                "explain --hub 11111111-1111-4111-8111-111111111111 --device 11111111-1111-4111-8111-111111111111 -t x --qos 3"
            })
    void numberThatIsOutOfBounds_isWrongUsage(String words) {
        Said said = Said.by(Map.of("AXLE_TOKEN", "x", "AXLE_URL", "http://127.0.0.1:1"), words.split(" "));

        assertThat(said.status()).as(said.err()).isEqualTo(Status.USAGE);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).startsWith("axle: ").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hub list --limit -1 | --limit -1 was wrong (expected: a whole number, 0 or more)",
                "hub list --watch 0 | --watch 0 was wrong (expected: a whole number, 1 or more)",
                "pub -t x -m m -p 0 | --port 0 was wrong (expected: a whole number from 1 to 65535)"
            })
    void numberThatIsOutOfBounds_isToldWithTheBounds(String words, String sentence) {
        assertThat(Said.by(Map.of("AXLE_TOKEN", "x", "AXLE_URL", "http://127.0.0.1:1"), words.split(" "))
                        .err())
                .isEqualToIgnoringNewLines("axle: " + sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hubs | hub",
                "hub lsit | list",
                "devcie list | device",
                "hub list --tokn-file x | --token-file",
                "az iot hbu list | hub",
                "az iot hub device-identiy list | device-identity",
                "az group create --nmae x -l y | --name",
                "scw iot devices list | device",
                "scw iot hub creat | create",
                "scw iot hub create product-pln=x | product-plan",
                "import azur file --hub h | azure",
                "import mosquito file --hub h | mosquitto",
            })
    void wrongWord_isToldWithTheNearestOne(String words, String nearest) {
        Said said = Said.by(Map.of("AXLE_TOKEN", "x"), words.split(" "));

        assertThat(said.status()).isEqualTo(Status.USAGE);
        assertThat(said.out()).isEmpty();
        assertThat(said.err())
                .startsWith("axle: ")
                .contains("(expected: " + nearest + ", perhaps")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"frobnicate", "x", "hub list -y"})
    void wordThatIsNearNone_isToldWithoutOne(String words) {
        assertThat(Said.by(Map.of("AXLE_TOKEN", "x"), words.split(" ")).err())
                .contains("--help)")
                .doesNotContain("perhaps");
    }

    /** Before the words or behind them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--url http://127.0.0.1:1 hub list",
                "--url=http://127.0.0.1:1 --region x -o json hub list",
                "hub list --url http://127.0.0.1:1",
                "--url http://127.0.0.1:1 az iot hub list"
            })
    void optionOfEveryCommand_mayStandFirst(String words) {
        Said said = Said.by(Map.of("AXLE_TOKEN", "x"), words.split(" "));

        assertThat(said.status()).isEqualTo(Status.FAILED);
        assertThat(said.err()).startsWith("axle: nobody answers at http://127.0.0.1:1");
    }

    @Test
    void optionOfEveryCommand_withoutACommand_isWrong() {
        assertThat(Said.by(Map.of(), "--profile", "site").status()).isEqualTo(Status.USAGE);
        assertThat(Said.by(Map.of(), "--profile", "site", "frob").err()).contains("frob");
    }

    @Test
    void serverThatIsNotThere_isToldInOneSentence() {
        Said said = Said.by(Map.of("AXLE_TOKEN", "x", "AXLE_URL", "http://127.0.0.1:1"), "hub", "list");

        assertThat(said.status()).isEqualTo(Status.FAILED);
        assertThat(said.out()).isEmpty();
        assertThat(said.err())
                .startsWith("axle: nobody answers at http://127.0.0.1:1")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void completion_knowsVerbsAndOptions(String shell) {
        Said said = Said.by(Map.of(), "completion", shell);

        assertThat(said.status()).isEqualTo(Status.DONE);
        assertThat(said.out()).contains("show-metrics", "device", "--hub-id", "plan_dedicated");
    }

    @Test
    void completion_ofAValue_offersThoseThatThereAre() throws IOException {
        Path script = Files.writeString(
                directory.resolve("completion.bash"),
                Said.by(Map.of(), "completion", "bash").out());
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source " + script + "; COMP_WORDS=(axle hub create --product-plan ''); COMP_CWORD=4;"
                                + " COMP_LINE='axle hub create --product-plan '; COMP_POINT=${#COMP_LINE};"
                                + " _complete_axle; echo ${COMPREPLY[*]}")
                .redirectErrorStream(true)
                .start();

        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("plan_dedicated", "plan_shared")
                .doesNotContain("--hub-id");
    }
}
