package org.axletree.hub.registry.database;

import java.sql.Connection;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;

/**
 * The pages that a transaction of H2 has changed. H2 stores them before the transaction ends once they take 19 MB of memory; those
 * that change again it then stores twice.
 */
public final class ChangedPages {
    private static final long MOST_BYTES = 96L * 1024 * 1024;

    private static final int SHARE_OF_MEMORY = 16;

    /** Where those of the registry are; null where it is another database. The container's connections do not lead there. */
    private static volatile MVStore store;

    private ChangedPages() {}

    static void belongTo(Connection h2) {
        SessionLocal session = (SessionLocal) ((JdbcConnection) h2).getSession();
        store = session.getDatabase().getStore().getMvStore();
    }

    /** Keeps more of them in memory until the next commit: for who changes much at once. Other databases do as they do. */
    public static void keepInMemory() {
        MVStore known = store;
        if (known != null) {
            // H2 counts what is not stored, and begins anew with each commit.
            known.registerUnsavedMemory(
                    (int) -Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY));
        }
    }
}
