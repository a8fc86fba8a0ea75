package org.axletree.web.console.device;

import java.io.IOException;
import java.util.List;
import org.axletree.web.console.Download;

/** The credentials of a device while a dialog shows them, once: in memory only, never written with a session. */
public final class ShownCredentials {
    private final DeviceCredentials credentials;

    ShownCredentials(DeviceCredentials credentials) {
        this.credentials = credentials;
    }

    public List<CredentialFile> getFiles() {
        return credentials.files();
    }

    /** A command to try them with. */
    public String getCommand() {
        return credentials.command();
    }

    public void download(String fileName) throws IOException {
        Download.send(fileName, Download.PEM, credentials.file(fileName).text());
    }

    public void downloadAll() throws IOException {
        Download.send(credentials.archiveName(), Download.ZIP, credentials.archive());
    }
}
