package org.axletree.web.request;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;
import org.axletree.hub.registry.Caller;

/**
 * At the web's door everybody is nobody. The container calls this before any filter, whatever the address; who is recognised
 * afterwards is somebody as long as that lasts. A thread stays nobody's when the request is over.
 */
@WebListener
public class AnonymousRequestListener implements ServletRequestListener {
    @Override
    public void requestInitialized(ServletRequestEvent event) {
        Caller.forget();
    }
}
