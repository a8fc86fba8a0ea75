package org.axletree.web.console.device;

import java.io.IOException;
import java.util.List;
import org.axletree.web.console.Download;

/** The credentials of a device while a dialog shows them, once: in memory only, never written with a session. */
public final class ShownCredentials {
    private final DeviceCredentials credentials;
    private String password = "";

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

    /** Protects the file of {@link #downloadPkcs12}; PKCS#12 wants one. */
    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password == null ? "" : password;
    }

    public void downloadPkcs12() throws IOException {
        Download.send(credentials.folder() + ".p12", Download.PKCS12, credentials.pkcs12(password));
    }

    public void downloadAll() throws IOException {
        Download.send(credentials.archiveName(), Download.ZIP, credentials.archive());
    }
}
