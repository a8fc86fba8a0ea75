package org.axletree.verification.bench.target;

/** A target of routes in a process of its own, as far as it can be. */
interface BenchTarget extends AutoCloseable {
    /** As the kind of a route, or what tells it from another of the same kind. */
    String name();

    /** The field of a route, as {@code rest_config}. */
    String field();

    /** What stands in that field. */
    String configuration();

    /** Without the hub. */
    BareLoop bare() throws Exception;

    @Override
    void close();
}
