package org.axletree.web.console.device;

import java.text.Normalizer;
import java.util.List;
import org.axletree.hub.authority.IssuedCertificate;
import org.axletree.web.console.Texts;

/** All that a new device needs to connect: its files, and a command to try them with. */
public final class DeviceCredentials {
    /**
     * Where the device connects to.
     *
     * @param qos the highest that the hub takes, of 0 and 1
     * @param authority of the server's own certificate, as PEM
     */
    record Server(String host, int tlsPort, int qos, String authority) {}

    private static final int LONGEST = 64;
    private static final int OF_ID = 8;

    private final String deviceName;
    private final String folder;
    private final IssuedCertificate issued;
    private final String hubCa;
    private final List<CredentialFile> files;
    private final String program;

    private DeviceCredentials(
            String deviceName,
            String folder,
            IssuedCertificate issued,
            String hubCa,
            List<CredentialFile> files,
            String program) {
        this.deviceName = deviceName;
        this.folder = folder;
        this.issued = issued;
        this.hubCa = hubCa;
        this.files = files;
        this.program = program;
    }

    static DeviceCredentials of(
            String deviceName, String deviceId, IssuedCertificate issued, String hubCa, Server server) {
        return new DeviceCredentials(
                deviceName,
                folder(deviceName, deviceId),
                issued,
                hubCa,
                List.of(
                        new CredentialFile(
                                "device.crt",
                                Texts.of("file.certificate"),
                                issued.certificatePem(),
                                CredentialFile.OPEN),
                        new CredentialFile("device.key", Texts.of("file.key"), issued.keyPem(), CredentialFile.SECRET),
                        new CredentialFile(
                                "device-pkcs8.key", Texts.of("file.key8"), issued.pkcs8Pem(), CredentialFile.SECRET),
                        new CredentialFile("hub-ca.pem", Texts.of("file.hubCa"), hubCa, CredentialFile.OPEN),
                        new CredentialFile(
                                "server-ca.pem", Texts.of("file.serverCa"), server.authority(), CredentialFile.OPEN)),
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

    /** A command to paste, run where the archive was unpacked: it holds one folder. */
    public String command() {
        return "cd " + folder() + "\n" + program;
    }

    CredentialFile file(String name) {
        return files.stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("file: " + name + " (expected: one of " + files + ")"));
    }

    String archiveName() {
        return folder() + ".zip";
    }

    String folder() {
        return folder;
    }

    /**
     * The name of the device if it may be the name of a file; else what may be of it, and the beginning of the device's ID, so that
     * two devices' files do not meet.
     */
    private static String folder(String name, String id) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^A-Za-z0-9._-]+", "-")
                .replaceAll("^[.-]+", "");
        if (plain.equals(name) && name.length() <= LONGEST) {
            return name;
        }
        String begin = plain.substring(0, Math.min(plain.length(), LONGEST - OF_ID - 1))
                .replaceAll("[.-]+$", "");
        return (begin.isEmpty() ? "device" : begin) + "-" + id.substring(0, Math.min(id.length(), OF_ID));
    }

    byte[] archive() {
        Archive archive = new Archive(folder());
        files.forEach(file -> archive.add(file.name(), file.mode(), file.text()));
        archive.add("mosquitto.sh", CredentialFile.PROGRAM, "#!/bin/sh\ncd \"$(dirname \"$0\")\" && " + program + "\n");
        archive.add(
                "README.txt",
                CredentialFile.OPEN,
                Texts.of("file.readme", "device", deviceName) + "\n\n" + program + "\n");
        return archive.bytes();
    }

    /** Key, certificate and the hub's authority in one file, for whoever wants them so. */
    byte[] pkcs12(String password) {
        return issued.pkcs12(folder(), hubCa, password.toCharArray());
    }
}
