package org.axletree.hub.gate;

import org.axletree.core.identity.ConnectRequest;

/** One way of showing who one is. The gate asks them in turn; a new way is a new implementation in its own file. */
interface Authenticator {
    Authentication authenticate(ConnectRequest request);
}
