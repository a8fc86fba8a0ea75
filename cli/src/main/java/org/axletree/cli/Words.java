package org.axletree.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.axletree.cli.api.ApiDescription;
import org.axletree.cli.azure.AzWords;
import org.axletree.cli.backup.BackupWords;
import org.axletree.cli.command.Answers;
import org.axletree.cli.command.Login;
import org.axletree.cli.command.Nouns;
import org.axletree.cli.command.Shortcuts;
import org.axletree.cli.command.Word;
import org.axletree.cli.fleet.ImportWords;
import org.axletree.cli.mqtt.MqttWords;
import org.axletree.cli.mqtt.Simulation;
import org.axletree.cli.plan.Apply;
import org.axletree.cli.plan.Export;
import org.axletree.cli.scaleway.ScwWords;

/** Everything that {@code axle} can be told. Only the word that is used is made, so that the start is quick. */
final class Words {
    private final Map<String, Supplier<Word>> words = new LinkedHashMap<>();
    private final Map<String, String> meanings = new LinkedHashMap<>();

    Words() {
        ApiDescription.nouns().forEach((noun, verbs) -> add(noun, verbs, () -> Nouns.noun(noun, verbs)));
        more("device", Answers::explainLogin);
        more("device", Simulation::word);
        add("event", "Events of a hub or a device.", Shortcuts::event);
        add("metric", "Metrics of a hub or a device.", Shortcuts::metric);
        add("explain", "Says what would become of a message.", Answers::explain);
        add("az", "Azure's command line.", AzWords::word);
        add("scw", "Scaleway's command line.", ScwWords::word);
        add("pub", "Says something over MQTT.", MqttWords::pub);
        add("sub", "Hears what is said over MQTT.", MqttWords::sub);
        add("monitor-events", "Prints what devices say.", AzWords::monitor);
        add("apply", "Brings about what files want.", Apply::word);
        add("export", "Writes hubs as axle apply reads them.", Export::word);
        add("import", "Takes devices over from other hubs and brokers.", ImportWords::word);
        add("backup", "Copies the whole state of a hub while it runs.", BackupWords::backup);
        add("restore", "Makes a new state directory of a backup.", BackupWords::restore);
        add("drill", "Proves that a backup is good.", BackupWords::drill);
        add("login", "Keeps an address and a token.", Login::word);
        add("completion", "Prints what a shell needs to complete words: bash, zsh or fish.", Completion::word);
    }

    /** A word of a noun that the API has in another shape. */
    private void more(String noun, Supplier<Word> verb) {
        Supplier<Word> before = words.get(noun);
        words.put(noun, () -> before.get().with(verb.get()));
    }

    private void add(String name, String meaning, Supplier<Word> word) {
        words.put(name, word);
        meanings.put(name, meaning);
    }

    /** How results are written unless the command says: people see tables, and a cloud's tool its cloud's format. */
    static String format(String word) {
        return word.equals("az") ? "json" : "table";
    }

    /** @param used the first word of the command; all words are made in full where it is none of them */
    Word root(String used, boolean all) {
        Word root = Word.group("axle", "Administers an Axletree from a shell.");
        words.forEach((name, word) ->
                root.with(all || name.equals(used) ? word.get() : Word.group(name, meanings.get(name))));
        return root;
    }
}
