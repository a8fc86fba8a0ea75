package org.axletree.web.console.device;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.axletree.hub.authority.IssuedCertificate;

/** All that a new device needs to connect: its files, and a command to try them with. */
public final class DeviceCredentials {
    /**
     * Where the device connects to.
     *
     * @param qos the highest that the hub takes, of 0 and 1
     * @param authority of the server's own certificate, as PEM
     */
    record Server(String host, int tlsPort, int qos, String authority) {}

    private final String deviceName;
    private final List<CredentialFile> files;
    private final String command;

    private DeviceCredentials(String deviceName, List<CredentialFile> files, String command) {
        this.deviceName = deviceName;
        this.files = files;
        this.command = command;
    }

    static DeviceCredentials of(String deviceName, IssuedCertificate issued, String hubCa, Server server) {
        return new DeviceCredentials(
                deviceName,
                List.of(
                        new CredentialFile("device.crt", "Certificate", issued.certificatePem()),
                        new CredentialFile("device.key", "Private key", issued.keyPem()),
                        new CredentialFile("hub-ca.pem", "Hub CA", hubCa),
                        new CredentialFile("server-ca.pem", "Server CA", server.authority())),
                "mosquitto_pub -h " + server.host() + " -p " + server.tlsPort()
                        + " --cafile server-ca.pem --cert device.crt --key device.key -q " + server.qos()
                        + " -t hello -m 'Hello'");
    }

    public String deviceName() {
        return deviceName;
    }

    public List<CredentialFile> files() {
        return files;
    }

    /** A command to paste, run where the files are. */
    public String command() {
        return command;
    }

    CredentialFile file(String name) {
        return files.stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("file: " + name + " (expected: one of " + files + ")"));
    }

    String archiveName() {
        String name = deviceName.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+", "");
        return (name.isEmpty() ? "device" : name.substring(0, Math.min(name.length(), 64))) + ".zip";
    }

    byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (CredentialFile file : files) {
                add(zip, file.name(), file.text());
            }
            add(
                    zip,
                    "README.txt",
                    "Files of the device " + deviceName + ". Try them where they are:\n\n" + command + "\n");
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
