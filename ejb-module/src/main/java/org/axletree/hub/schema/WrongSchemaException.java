package org.axletree.hub.schema;

/** A schema that cannot be read. Its message is a sentence for whoever wrote it. */
final class WrongSchemaException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param where a JSON pointer into the schema */
    WrongSchemaException(String where, String what) {
        super((where.isEmpty() ? "" : where + ": ") + what);
    }
}
