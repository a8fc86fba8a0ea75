package org.axletree.cli.command;

import java.util.List;
import org.axletree.cli.api.ApiDescription;
import org.axletree.cli.api.Operation;

/** The nouns of the API with their verbs. */
public final class Nouns {
    private Nouns() {}

    /** A noun with all that can be done with it. */
    public static Word noun(String name, String verbs) {
        Word noun = Word.group(name, verbs);
        List<Operation> operations = ApiDescription.operations(name);
        operations.forEach(each -> noun.with(OperationVerb.word(each, operations)));
        return noun;
    }
}
