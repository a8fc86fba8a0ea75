package org.axletree.hub.delivery.target.database;

/** How far a transaction had come when something failed. */
enum DatabaseStep {
    CONNECT,
    PREPARE,
    EXECUTE,
    /** What fails here may have happened all the same. */
    COMMIT
}
