package org.axletree.verification.console;

import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests of the console, each with a browser of its own that nobody has logged in with. */
@ExtendWith(SharedAxletree.class)
abstract class WithBrowser {
    final AxletreeProcess hub;
    Browser browser;

    WithBrowser(AxletreeProcess hub) {
        this.hub = hub;
    }

    @BeforeEach
    void openBrowser() {
        browser = Browser.open(hub);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }
}
