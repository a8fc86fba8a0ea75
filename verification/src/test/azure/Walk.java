// Azure's own SDKs for Java against a hub at its host name, on the ports that they insist on.
// Arguments: the server's authority (PEM), the administrator's token, the directory with the key and certificate of the device
// lamp. The hub is there already.

import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.DeviceClient;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.IotHubMessageResult;
import com.microsoft.azure.sdk.iot.device.IotHubStatusCode;
import com.microsoft.azure.sdk.iot.device.Message;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import com.microsoft.azure.sdk.iot.device.twin.DirectMethodResponse;
import com.microsoft.azure.sdk.iot.device.twin.TwinCollection;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodRequestOptions;
import com.microsoft.azure.sdk.iot.service.methods.DirectMethodsClient;
import com.microsoft.azure.sdk.iot.service.query.QueryClient;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.DeviceStatus;
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import com.microsoft.azure.sdk.iot.service.twin.TwinClient;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

final class Walk {
    private static final String HUB = "plant.axle.localhost";
    private static final String POLICIES = "https://axle.localhost/subscriptions/s/resourceGroups/plants"
            + "/providers/Microsoft.Devices/IotHubs/plant/listkeys";

    private static final int LOST_ANSWERS = 7;
    private static final int PATIENCE_MILLIS = 10_000;

    private interface Work {
        void run() throws Exception;
    }

    private static void step(String name, Work work) {
        try {
            work.run();
            System.out.println("pass " + name);
        } catch (Exception | AssertionError e) {
            System.out.println("FAIL " + name + ": " + e + " " + e.getCause());
        }
    }

    private interface Asking<T> {
        T ask(int patienceMillis) throws Exception;
    }

    /**
     * Asks again where the SDK has lost the answer: it hands a message that arrived to another thread before it looks up who waits
     * for it, and that thread, if it is quick, has forgotten him by then (IotHubTransport.onMessageReceived of 2.5.0). The answer to
     * one of the requests does; a hub that does not answer fails all of them.
     */
    private static <T> T patiently(Asking<T> asking) throws Exception {
        for (int i = 0; i < LOST_ANSWERS; i++) {
            try {
                return asking.ask(PATIENCE_MILLIS);
            } catch (IotHubClientException lost) {
                if (lost.getStatusCode() != IotHubStatusCode.DEVICE_OPERATION_TIMED_OUT) {
                    throw lost;
                }
            }
        }
        return asking.ask(PATIENCE_MILLIS);
    }

    private static void equal(Object actual, Object expected) {
        if (!expected.equals(actual)) {
            throw new AssertionError(actual + " (expected: " + expected + ")");
        }
    }

    public static void main(String[] arguments) throws Exception {
        SSLContext tls = trusting(Path.of(arguments[0]));
        SSLContext.setDefault(tls);
        HttpClient http = HttpClient.newBuilder().sslContext(tls).build();
        String keys = http.send(
                        HttpRequest.newBuilder(URI.create(POLICIES))
                                .header("Authorization", "Bearer " + arguments[1])
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        Matcher owner = Pattern.compile("\"iothubowner\",\"primaryKey\":\"([^\"]+)\"").matcher(keys);
        owner.find();
        String service = "HostName=" + HUB + ";SharedAccessKeyName=iothubowner;SharedAccessKey=" + owner.group(1);

        RegistryClient registry = new RegistryClient(service);
        step("Java: registry creates, changes and reads a device", () -> {
            Device made = registry.addDevice(new Device("press"));
            made.setStatus(DeviceStatus.Enabled);
            registry.updateDevice(made);
            equal(registry.getDevice("press").getStatus(), DeviceStatus.Enabled);
        });
        Device press = registry.getDevice("press");
        String device = "HostName=" + HUB + ";DeviceId=press;SharedAccessKey=" + press.getPrimaryKey();
        for (IotHubClientProtocol protocol : new IotHubClientProtocol[] {IotHubClientProtocol.MQTT, IotHubClientProtocol.MQTT_WS}) {
            talk("Java, " + protocol, client(device, protocol, tls), "press", service, http);
        }
        SSLContext lamp = trusting(Path.of(arguments[0]), own(Path.of(arguments[2])));
        String certified = "HostName=" + HUB + ";DeviceId=lamp;x509=true";
        talk("Java, certificate", client(certified, IotHubClientProtocol.MQTT, lamp), "lamp", service, http);
        step("Java: a query finds a twin", () -> equal(
                new QueryClient(service)
                        .queryTwins("SELECT * FROM devices WHERE tags.hall = 'press'")
                        .next()
                        .getDeviceId(),
                "press"));
        step("Java: registry deletes a device", () -> registry.removeDevice("press"));
        System.exit(0);
    }

    private static DeviceClient client(String connection, IotHubClientProtocol protocol, SSLContext tls) {
        return new DeviceClient(
                connection, protocol, ClientOptions.builder().sslContext(tls).build());
    }

    private static void talk(String name, DeviceClient client, String id, String service, HttpClient http) {
        step(name + ": connects and sends", () -> {
            client.open(true);
            Message message = new Message("{\"bar\": 7}");
            message.setProperty("alert", "yes & no/maybe");
            client.sendEvent(message);
        });
        step(name + ": answers a method", () -> {
            client.subscribeToMethods((method, payload, context) -> new DirectMethodResponse(200, method), null);
            var answer = new DirectMethodsClient(service)
                    .invoke(
                            id,
                            "stop",
                            DirectMethodRequestOptions.builder()
                                    .payload("now")
                                    .methodConnectTimeoutSeconds(10)
                                    .build());
            equal(answer.getStatus(), 200);
            equal(answer.getPayload(String.class), "stop");
        });
        step(name + ": reads its twin, reports, and hears what is desired", () -> {
            CompletableFuture<String> desired = new CompletableFuture<>();
            client.subscribeToDesiredProperties(
                    (twin, context) -> {
                        Object mode = twin.getDesiredProperties().get("mode");
                        if (name.equals(mode)) {
                            desired.complete(name);
                        }
                    },
                    null);
            patiently(patience -> {
                TwinCollection reported = client.getTwin(patience).getReportedProperties();
                reported.put("by", name);
                return client.updateReportedProperties(reported, patience);
            });
            TwinClient twins = new TwinClient(service);
            Twin change = new Twin(id);
            change.getDesiredProperties().put("mode", name);
            change.getTags().put("hall", id);
            twins.patch(change);
            equal(desired.get(30, TimeUnit.SECONDS), name);
            equal(twins.get(id).getReportedProperties().get("by"), name);
        });
        step(name + ": receives a message", () -> {
            CompletableFuture<String> received = new CompletableFuture<>();
            client.setMessageCallback(
                    (message, context) -> {
                        received.complete(new String(message.getBytes()) + message.getProperty("valve"));
                        return IotHubMessageResult.COMPLETE;
                    },
                    null);
            String token = new com.microsoft.azure.sdk.iot.service.auth.IotHubServiceSasToken(
                            com.microsoft.azure.sdk.iot.service.auth.IotHubConnectionString.createIotHubConnectionString(service))
                    .toString();
            int status = http.send(
                            HttpRequest.newBuilder(URI.create("https://" + HUB + "/messages/deviceBound?api-version=1"))
                                    .header("Authorization", token)
                                    .header("iothub-to", "/devices/" + id + "/messages/deviceBound")
                                    .header("iothub-app-valve", " b/c")
                                    .POST(HttpRequest.BodyPublishers.ofString("open"))
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
            equal(status, 204);
            equal(received.get(30, TimeUnit.SECONDS), "openb/c");
        });
        client.close();
    }

    /** The key and certificate of the device lamp, as openssl wrote them. */
    private static KeyManager[] own(Path directory) throws Exception {
        String pem = Files.readString(directory.resolve("lamp.key")).replaceAll("-----[A-Z ]+-----", "");
        PrivateKey key = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
        Certificate certificate;
        try (InputStream in = Files.newInputStream(directory.resolve("lamp.crt"))) {
            certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry("lamp", key, new char[0], new Certificate[] {certificate});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        return keys.getKeyManagers();
    }

    private static SSLContext trusting(Path authority, KeyManager... own) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(authority)) {
            trusted.setCertificateEntry("hub", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own, trust.getTrustManagers(), null);
        return context;
    }
}
