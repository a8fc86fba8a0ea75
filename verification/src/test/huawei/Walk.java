// Huawei's own SDK for Java against a hub: a gateway with a secret, a device behind it, and a device with a certificate.
// Arguments: the server's authority (PEM), the port for MQTT with TLS, the address of the API for the project, a token, the
// gateway's ID and secret, the other device's ID, and its certificate with key (PKCS #12, without a password).

import com.huaweicloud.sdk.iot.device.IoTDevice;
import com.huaweicloud.sdk.iot.device.client.IotResult;
import com.huaweicloud.sdk.iot.device.client.listener.PropertyListener;
import com.huaweicloud.sdk.iot.device.client.requests.Command;
import com.huaweicloud.sdk.iot.device.client.requests.CommandRsp;
import com.huaweicloud.sdk.iot.device.client.requests.DeviceEvent;
import com.huaweicloud.sdk.iot.device.client.requests.DeviceMessage;
import com.huaweicloud.sdk.iot.device.client.requests.PropsGet;
import com.huaweicloud.sdk.iot.device.client.requests.PropsSet;
import com.huaweicloud.sdk.iot.device.client.requests.ServiceProperty;
import com.huaweicloud.sdk.iot.device.gateway.AbstractGateway;
import com.huaweicloud.sdk.iot.device.gateway.GtwOperateSubDeviceListener;
import com.huaweicloud.sdk.iot.device.gateway.SubDevicesPersistence;
import com.huaweicloud.sdk.iot.device.gateway.requests.AddedSubDeviceInfo;
import com.huaweicloud.sdk.iot.device.gateway.requests.DeviceInfo;
import com.huaweicloud.sdk.iot.device.gateway.requests.GtwAddSubDeviceRsp;
import com.huaweicloud.sdk.iot.device.gateway.requests.GtwDelSubDeviceRsp;
import com.huaweicloud.sdk.iot.device.gateway.requests.SubDevicesInfo;
import com.huaweicloud.sdk.iot.device.transport.ActionListener;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

final class Walk {
    private static final int PATIENCE_SECONDS = 60;

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

    private static void has(String text, String part) {
        if (text == null || !text.contains(part)) {
            throw new AssertionError(text + " (expected: with " + part + ")");
        }
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE_SECONDS + " s");
            }
            Thread.sleep(100);
        }
    }

    /** Waits until the hub has acknowledged what was said. */
    private static void said(Consumer<ActionListener> saying) throws Exception {
        CompletableFuture<Object> acknowledged = new CompletableFuture<>();
        saying.accept(new ActionListener() {
            @Override
            public void onSuccess(Object context) {
                acknowledged.complete("");
            }

            @Override
            public void onFailure(Object context, Throwable failure) {
                acknowledged.completeExceptionally(failure);
            }
        });
        acknowledged.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The application's side, with a connection for each request. */
    private record Api(String address, String token) {
        String ask(String method, String path, String body) {
            try {
                HttpURLConnection asked = (HttpURLConnection) URI.create(address + path).toURL().openConnection();
                asked.setRequestMethod(method);
                asked.setRequestProperty("X-Auth-Token", token);
                asked.setRequestProperty("Connection", "close");
                if (!body.isEmpty()) {
                    asked.setRequestProperty("Content-Type", "application/json");
                    asked.setDoOutput(true);
                    asked.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
                }
                try (InputStream in = asked.getResponseCode() < 400 ? asked.getInputStream() : asked.getErrorStream()) {
                    return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            } catch (IOException e) {
                throw new IllegalStateException(method + " " + path, e);
            }
        }
    }

    /** A gateway that remembers what it was told. */
    private static final class Gateway extends AbstractGateway {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final CompletableFuture<String> added = new CompletableFuture<>();

        private final Persistence persistence;

        Gateway(String server, String id, String secret, File authority) {
            this(new Persistence(), server, id, secret, authority);
        }

        private Gateway(Persistence persistence, String server, String id, String secret, File authority) {
            super(persistence, server, id, secret, authority);
            this.persistence = persistence;
            setGtwOperateSubDeviceListener(new GtwOperateSubDeviceListener() {
                @Override
                public void onAddSubDeviceRsp(GtwAddSubDeviceRsp answer, String eventId) {
                    added.complete(answer.getAddedSubDeviceInfoRsps().get(0).getDeviceId());
                }

                @Override
                public void onDelSubDeviceRsp(GtwDelSubDeviceRsp answer, String eventId) {
                    // Nobody asks for it here.
                }
            });
        }

        String next() throws InterruptedException {
            return heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        @Override
        public void onSubdevCommand(String requestId, Command command) {
            heard.add("command for " + command.getDeviceId());
            getClient().respondCommand(requestId, new CommandRsp(0, Map.of("by", "child")));
        }

        @Override
        public void onSubdevPropertiesSet(String requestId, PropsSet set) {
            getClient().respondPropsSet(requestId, IotResult.SUCCESS);
        }

        @Override
        public void onSubdevPropertiesGet(String requestId, PropsGet get) {
            getClient().respondPropsGet(requestId, List.of());
        }

        @Override
        public void onSubdevMessage(DeviceMessage message) {
            heard.add("message for " + message.getDeviceId() + ": " + message.getContent());
        }

        @Override
        public void onSubdevEvent(String deviceId, DeviceEvent event) {
            // Answers to what the gateway asked come here too.
        }
    }

    private static final class Persistence implements SubDevicesPersistence {
        private final Map<String, DeviceInfo> known = new java.util.concurrent.ConcurrentHashMap<>();

        @Override
        public DeviceInfo getSubDevice(String nodeId) {
            return known.get(nodeId);
        }

        @Override
        public int addSubDevices(SubDevicesInfo added) {
            added.getDevices().forEach(device -> known.put(device.getNodeId(), device));
            return 0;
        }

        @Override
        public int deleteSubDevices(SubDevicesInfo deleted) {
            deleted.getDevices().forEach(device -> known.remove(device.getNodeId()));
            return 0;
        }

        @Override
        public long getVersion() {
            return 0;
        }
    }

    public static void main(String[] arguments) throws Exception {
        File authority = new File(arguments[0]);
        String server = "ssl://localhost:" + arguments[1];
        Api api = new Api(arguments[2], arguments[3]);
        String id = arguments[4];

        Gateway gateway = new Gateway(server, id, arguments[5], authority);
        step("logs in by its secret", () -> {
            if (gateway.init() != 0) {
                throw new AssertionError("not connected");
            }
            has(api.ask("GET", "/devices/" + id, ""), "\"ONLINE\"");
        });
        step("reports properties, which its shadow has", () -> {
            ServiceProperty light = new ServiceProperty();
            light.setServiceId("light");
            light.setProperties(Map.of("on", true));
            said(listener -> gateway.getClient().reportProperties(List.of(light), listener));
            until(() -> api.ask("GET", "/devices/" + id + "/shadow", "").contains("\"on\":true"));
        });
        step("answers a command", () -> {
            gateway.getClient().setCommandListener((requestId, service, name, paras) ->
                    gateway.getClient().respondCommand(requestId, new CommandRsp(0, Map.of("done", name))));
            has(
                    api.ask("POST", "/devices/" + id + "/commands", "{\"service_id\":\"light\",\"command_name\":\"dim\",\"paras\":{}}"),
                    "\"done\":\"dim\"");
        });
        step("answers a command some time, and its status tells", () -> {
            String asked = api.ask(
                    "POST", "/devices/" + id + "/async-commands", "{\"service_id\":\"light\",\"command_name\":\"wink\"}");
            has(asked, "\"command_id\""); // its status is SENT, or SUCCESSFUL where the device was quicker than this answer
            String command = asked.replaceFirst(".*\"command_id\":\"([^\"]+)\".*", "$1");
            until(() -> api.ask("GET", "/devices/" + id + "/async-commands/" + command, "")
                    .contains("\"SUCCESSFUL\""));
        });
        step("lets its properties be set and read", () -> {
            gateway.getClient().setPropertyListener(new PropertyListener() {
                @Override
                public void onPropertiesSet(String requestId, List<ServiceProperty> services) {
                    gateway.getClient().respondPropsSet(requestId, IotResult.SUCCESS);
                }

                @Override
                public void onPropertiesGet(String requestId, String serviceId) {
                    ServiceProperty light = new ServiceProperty();
                    light.setServiceId(serviceId);
                    light.setProperties(Map.of("level", 7));
                    gateway.getClient().respondPropsGet(requestId, List.of(light));
                }
            });
            has(
                    api.ask("PUT", "/devices/" + id + "/properties", "{\"services\":[{\"service_id\":\"light\",\"properties\":{\"level\":7}}]}"),
                    "\"result_code\":0");
            has(api.ask("GET", "/devices/" + id + "/properties?service_id=light", ""), "\"level\":7");
        });
        step("receives a message, and says one", () -> {
            CompletableFuture<String> received = new CompletableFuture<>();
            gateway.getClient().setDeviceMessageListener(message -> received.complete(message.getContent()));
            api.ask("POST", "/devices/" + id + "/messages", "{\"message\":\"hello\"}");
            has(received.get(PATIENCE_SECONDS, TimeUnit.SECONDS), "hello");
            said(listener -> gateway.getClient().reportDeviceMessage(new DeviceMessage("hello yourself"), listener));
        });
        step("asks for the time", () -> {
            CompletableFuture<String> time = new CompletableFuture<>();
            gateway.getTimeSyncService().setListener((sent, received, answered) -> time.complete("at " + answered));
            gateway.getTimeSyncService().requestTimeSync();
            has(time.get(PATIENCE_SECONDS, TimeUnit.SECONDS), "at 1");
        });
        step("has a device behind it", () -> {
            AddedSubDeviceInfo child = new AddedSubDeviceInfo();
            child.setNodeId("child-of-" + id);
            child.setProductId("child");
            said(listener -> gateway.gtwAddSubDevice(List.of(child), "e1", listener));
            String childId = gateway.added.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            has(api.ask("GET", "/devices/" + childId, ""), "\"gateway_id\":\"" + id + "\"");
            ServiceProperty heat = new ServiceProperty();
            heat.setServiceId("heat");
            heat.setProperties(Map.of("degrees", 21));
            said(listener -> gateway.reportSubDeviceProperties(childId, List.of(heat), listener));
            until(() -> api.ask("GET", "/devices/" + childId + "/shadow", "").contains("\"degrees\":21"));
            has(api.ask("POST", "/devices/" + childId + "/commands", "{\"command_name\":\"stop\"}"), "\"by\":\"child\"");
            has(gateway.next(), "command for " + childId);
            api.ask("POST", "/devices/" + childId + "/messages", "{\"message\":\"hello, child\"}");
            has(gateway.next(), "message for " + childId + ": hello, child");
        });
        step("hears which devices its owner puts behind it and takes away", () -> {
            String child = "second-child-of-" + id;
            api.ask(
                    "POST", "/devices", "{\"node_id\":\"" + child + "\",\"product_id\":\"p\",\"gateway_id\":\"" + id + "\"}");
            until(() -> gateway.persistence.getSubDevice(child) != null);
            has(gateway.persistence.getSubDevice(child).getDeviceId(), "p_" + child);
            api.ask("DELETE", "/devices/p_" + child, "");
            until(() -> gateway.persistence.getSubDevice(child) == null);
        });
        step("hears that a device was taken away in other words than Huawei's", () -> {
            String child = "third-child-of-" + id;
            api.ask(
                    "POST", "/devices", "{\"node_id\":\"" + child + "\",\"product_id\":\"p\",\"gateway_id\":\"" + id + "\"}");
            until(() -> gateway.persistence.getSubDevice(child) != null);
            Api own = new Api(arguments[2].replaceFirst("/v5/.*", "/iot/v1/regions/fr-par"), arguments[3]);
            String found = own.ask("GET", "/devices?name=p_" + child, "");
            own.ask("DELETE", "/devices/" + found.replaceFirst(".*?\"id\":\"([^\"]+)\".*", "$1"), "");
            until(() -> gateway.persistence.getSubDevice(child) == null);
        });
        step("logs in by a certificate that an authority signed", () -> {
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(Path.of(arguments[7]))) {
                store.load(in, new char[0]);
            }
            IoTDevice device = new IoTDevice(server, arguments[6], store, "", authority);
            if (device.init() != 0) {
                throw new AssertionError("not connected");
            }
            has(api.ask("GET", "/devices/" + arguments[6], ""), "\"ONLINE\"");
            device.getClient().close();
        });
        gateway.getClient().close();
        System.exit(0);
    }
}
