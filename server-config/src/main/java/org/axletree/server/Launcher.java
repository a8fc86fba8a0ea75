package org.axletree.server;

import fish.payara.micro.PayaraMicroRuntime;
import fish.payara.micro.boot.PayaraMicroLauncher;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.axletree.core.home.StateDirectory;
import org.axletree.core.setting.Setting;
import org.axletree.core.setting.Settings;

/** Starts the server. */
public final class Launcher {
    private Launcher() {}

    public static void main(String[] arguments) throws Exception {
        Settings settings = Settings.ofProcess();
        StateDirectory home = StateDirectory.at(settings.home());
        PayaraMicroRuntime runtime = PayaraMicroLauncher.create(new String[] {
                    "--nohazelcast",
                    "--prebootcommandfile",
                    bootCommands(settings, home).toString(),
                    "--port",
                    settings.text(Setting.HTTP_PORT),
                    "--rootdir",
                    home.directory("payara").toString()
                })
                .getRuntime();
        runtime.deploy("axletree", "/", application(home));
        if (!runtime.getDeployedApplicationNames().contains("axletree")) {
            System.err.println("The application could not be started: see the log");
            System.exit(1);
        }
        System.out.println("Axletree is ready");
    }

    private static Path bootCommands(Settings settings, StateDirectory home) throws Exception {
        String network = "set configs.config.server-config.network-config.network-listeners.network-listener.";
        return Files.writeString(
                home.directory("payara").resolve("pre-boot.asadmin"),
                network + "http-listener.address=" + settings.text(Setting.BIND) + "\n");
    }

    private static File application(StateDirectory home) throws Exception {
        Path file = home.directory("payara").resolve("axletree.ear");
        try (InputStream in = Launcher.class.getResourceAsStream("/axletree.ear")) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file.toFile();
    }
}
