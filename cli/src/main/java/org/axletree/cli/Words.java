package org.axletree.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.axletree.cli.api.ApiDescription;
import org.axletree.cli.azure.AzWords;
import org.axletree.cli.command.Login;
import org.axletree.cli.command.Nouns;
import org.axletree.cli.command.Word;

/** Everything that {@code axle} can be told. Only the word that is used is made, so that the start is quick. */
final class Words {
    private final Map<String, Supplier<Word>> words = new LinkedHashMap<>();
    private final Map<String, String> meanings = new LinkedHashMap<>();

    Words() {
        ApiDescription.nouns().forEach((noun, verbs) -> add(noun, verbs, () -> Nouns.noun(noun, verbs)));
        add("az", "Azure's command line.", AzWords::word);
        add("login", "Keeps an address and a token.", Login::word);
        add("completion", "Prints what a shell needs to complete words: bash, zsh or fish.", Completion::word);
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
