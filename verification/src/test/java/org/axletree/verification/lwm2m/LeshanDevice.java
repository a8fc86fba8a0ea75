package org.axletree.verification.lwm2m;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.leshan.client.LeshanClient;
import org.eclipse.leshan.client.LeshanClientBuilder;
import org.eclipse.leshan.client.californium.endpoint.CaliforniumClientEndpointsProvider;
import org.eclipse.leshan.client.californium.endpoint.coap.CoapClientProtocolProvider;
import org.eclipse.leshan.client.californium.endpoint.coaps.CoapsClientProtocolProvider;
import org.eclipse.leshan.client.engine.DefaultRegistrationEngineFactory;
import org.eclipse.leshan.client.object.Security;
import org.eclipse.leshan.client.object.Server;
import org.eclipse.leshan.client.resource.BaseInstanceEnabler;
import org.eclipse.leshan.client.resource.BaseInstanceEnablerFactory;
import org.eclipse.leshan.client.resource.LwM2mInstanceEnabler;
import org.eclipse.leshan.client.resource.ObjectsInitializer;
import org.eclipse.leshan.client.servers.LwM2mServer;
import org.eclipse.leshan.core.LwM2mId;
import org.eclipse.leshan.core.model.ObjectLoader;
import org.eclipse.leshan.core.model.ObjectModel;
import org.eclipse.leshan.core.model.ResourceModel;
import org.eclipse.leshan.core.model.StaticModel;
import org.eclipse.leshan.core.node.LwM2mResource;
import org.eclipse.leshan.core.request.ContentFormat;
import org.eclipse.leshan.core.request.argument.Arguments;
import org.eclipse.leshan.core.response.ExecuteResponse;
import org.eclipse.leshan.core.response.ReadResponse;
import org.eclipse.leshan.core.response.SendResponse;
import org.eclipse.leshan.core.response.WriteResponse;

/** A device with Leshan's own client: what it was told and asked is in lists. */
public final class LeshanDevice implements AutoCloseable {
    private static final int SERVER = 123;
    private static final long LIFETIME_SECONDS = 300;
    private static final int BINARY = 19;
    /** After which it shakes hands anew: the hub knows a moved device without connection identifiers no longer. */
    private static final long REQUEST_TIMEOUT_MILLIS = 5_000;

    /** What was written to {@code /19/1/0}, to {@code /3/0/14}, and what was executed of {@code /3/0}, as they came. */
    final List<String> told = new CopyOnWriteArrayList<>();

    private final LeshanClient client;
    private final Container said;
    private final Firmware firmware = new Firmware(this::download);
    private volatile Function<String, byte[]> downloads = uri -> new byte[0];

    /** The binary application data container (object 19). */
    private static final class Container extends BaseInstanceEnabler {
        private final List<String> told;
        private volatile byte[] data = new byte[0];

        Container(int id, List<String> told) {
            super(id);
            this.told = told;
        }

        @Override
        public ReadResponse read(LwM2mServer server, int resource) {
            return resource == 0 ? ReadResponse.success(resource, data) : ReadResponse.notFound();
        }

        @Override
        public WriteResponse write(LwM2mServer server, boolean replace, int resource, LwM2mResource value) {
            told.add(new String((byte[]) value.getValue(), StandardCharsets.UTF_8));
            return WriteResponse.success();
        }

        void say(String text) {
            data = text.getBytes(StandardCharsets.UTF_8);
            fireResourceChange(0);
        }

        @Override
        public List<Integer> getAvailableResourceIds(ObjectModel model) {
            return List.of(0);
        }
    }

    /** The device itself (object 3): its manufacturer, its offset from UTC and its reboot. */
    private static final class Itself extends BaseInstanceEnabler {
        private final List<String> told;
        private volatile String offset = "+00:00";

        Itself(List<String> told) {
            super(0);
            this.told = told;
        }

        @Override
        public ReadResponse read(LwM2mServer server, int resource) {
            return switch (resource) {
                case 0 -> ReadResponse.success(resource, "Axletree");
                case 14 -> ReadResponse.success(resource, offset);
                case 16 -> ReadResponse.success(resource, "U");
                default -> ReadResponse.notFound();
            };
        }

        @Override
        public WriteResponse write(LwM2mServer server, boolean replace, int resource, LwM2mResource value) {
            if (resource != 14) {
                return WriteResponse.methodNotAllowed();
            }
            offset = (String) value.getValue();
            told.add("offset " + offset);
            fireResourceChange(resource);
            return WriteResponse.success();
        }

        @Override
        public ExecuteResponse execute(LwM2mServer server, int resource, Arguments arguments) {
            told.add("execute " + resource);
            return resource == 4 ? ExecuteResponse.success() : ExecuteResponse.methodNotAllowed();
        }

        @Override
        public List<Integer> getAvailableResourceIds(ObjectModel model) {
            return List.of(0, 4, 14, 16);
        }
    }

    /** Its firmware (object 5). */
    private static final class Firmware extends BaseInstanceEnabler {
        private static final int IDLE = 0;
        private static final int DOWNLOADED = 2;
        private static final List<Integer> MANDATORY = List.of(0, 1, 2, 3, 5, 9);

        private final Function<String, byte[]> download;
        private volatile byte[] image = new byte[0];
        private volatile byte[] installed = new byte[0];
        private volatile String uri = "";
        private volatile long state = IDLE;
        private volatile long result;

        Firmware(Function<String, byte[]> download) {
            super(0);
            this.download = download;
        }

        @Override
        public ReadResponse read(LwM2mServer server, int resource) {
            return switch (resource) {
                case 1 -> ReadResponse.success(resource, uri);
                case 3 -> ReadResponse.success(resource, state);
                case 5 -> ReadResponse.success(resource, result);
                case 9 -> ReadResponse.success(resource, 2L);
                default -> ReadResponse.notFound();
            };
        }

        @Override
        public WriteResponse write(LwM2mServer server, boolean replace, int resource, LwM2mResource value) {
            if (resource == 0) {
                image = (byte[]) value.getValue();
                state = DOWNLOADED;
            } else {
                uri = (String) value.getValue();
                new Thread(this::fetch, "fetch").start();
            }
            return WriteResponse.success();
        }

        private void fetch() {
            image = download.apply(uri);
            state = DOWNLOADED;
        }

        @Override
        public ExecuteResponse execute(LwM2mServer server, int resource, Arguments arguments) {
            installed = image;
            result = 1;
            state = IDLE;
            return ExecuteResponse.success();
        }

        @Override
        public List<Integer> getAvailableResourceIds(ObjectModel model) {
            return MANDATORY;
        }
    }

    /** An account of which the device itself has the private key: whoever writes the account does not know it. */
    private static final class OwnKey extends Security {
        private static final int SECRET_KEY = 5;
        private final byte[] key;

        OwnKey(byte[] key) {
            this.key = key;
        }

        @Override
        public ReadResponse read(LwM2mServer server, int resource) {
            return resource == SECRET_KEY ? ReadResponse.success(resource, key) : super.read(server, resource);
        }
    }

    private LeshanDevice(String endpoint, Security security, boolean connectionIds, Server... servers) {
        this(endpoint, security, new byte[0], connectionIds, servers);
    }

    /**
     * @param key of accounts that it is given
     * @param connectionIds whether its DTLS sessions outlive a change of its address (RFC 9146)
     */
    private LeshanDevice(String endpoint, Security security, byte[] key, boolean connectionIds, Server... servers) {
        List<ObjectModel> models = new ArrayList<>(ObjectLoader.loadDefault());
        models.add(binaryModel());
        ObjectsInitializer objects = new ObjectsInitializer(new StaticModel(models));
        said = new Container(0, told);
        objects.setInstancesForObject(LwM2mId.SECURITY, security);
        if (key.length > 0) {
            objects.setFactoryForObject(LwM2mId.SECURITY, new BaseInstanceEnablerFactory() {
                @Override
                public LwM2mInstanceEnabler create() {
                    return new OwnKey(key);
                }
            });
        }
        if (servers.length > 0) {
            objects.setInstancesForObject(LwM2mId.SERVER, servers);
        } else {
            objects.setClassForObject(LwM2mId.SERVER, Server.class);
        }
        objects.setInstancesForObject(LwM2mId.DEVICE, new Itself(told));
        objects.setInstancesForObject(LwM2mId.FIRMWARE, firmware);
        objects.setInstancesForObject(BINARY, said, new Container(1, told));
        // Leshan wants to know how to make more of them, and is not asked to.
        objects.setFactoryForObject(LwM2mId.DEVICE, (model, id, used) -> new BaseInstanceEnabler());
        objects.setFactoryForObject(LwM2mId.FIRMWARE, (model, id, used) -> new BaseInstanceEnabler());
        objects.setFactoryForObject(BINARY, (model, id, used) -> new BaseInstanceEnabler());
        CaliforniumClientEndpointsProvider.Builder endpoints = new CaliforniumClientEndpointsProvider.Builder(
                new CoapClientProtocolProvider(), new CoapsClientProtocolProvider());
        Configuration configuration = endpoints.createDefaultConfiguration();
        configuration.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, connectionIds ? Integer.valueOf(0) : null);
        endpoints.setConfiguration(configuration);
        DefaultRegistrationEngineFactory engine = new DefaultRegistrationEngineFactory();
        engine.setReconnectOnUpdate(false);
        engine.setRequestTimeoutInMs(REQUEST_TIMEOUT_MILLIS);
        client = new LeshanClientBuilder(endpoint)
                .setObjects(objects.createAll())
                .setEndpointsProviders(endpoints.build())
                .setRegistrationEngineFactory(engine)
                .build();
        client.start();
    }

    public static LeshanDevice plain(String endpoint, int port) {
        return new LeshanDevice(
                endpoint,
                Security.noSec("coap://127.0.0.1:" + port, SERVER),
                false,
                new Server(SERVER, LIFETIME_SECONDS));
    }

    static LeshanDevice secure(String endpoint, String identity, String key, int port, boolean connectionIds) {
        return new LeshanDevice(
                endpoint,
                Security.psk(
                        "coaps://127.0.0.1:" + port,
                        SERVER,
                        identity.getBytes(StandardCharsets.UTF_8),
                        key.getBytes(StandardCharsets.UTF_8)),
                connectionIds,
                new Server(SERVER, LIFETIME_SECONDS));
    }

    /** One that proves itself by a key pair of its own, with or without a certificate around it. */
    static LeshanDevice secure(String endpoint, DeviceKeyPair pair, X509Certificate server, int port)
            throws CertificateEncodingException {
        String uri = "coaps://127.0.0.1:" + port;
        byte[] key = pair.privateKey().getEncoded();
        Security security = pair.raw()
                ? Security.rpk(
                        uri,
                        SERVER,
                        pair.certificate().getPublicKey().getEncoded(),
                        key,
                        server.getPublicKey().getEncoded())
                : Security.x509(uri, SERVER, pair.certificate().getEncoded(), key, server.getEncoded());
        return new LeshanDevice(endpoint, security, true, new Server(SERVER, LIFETIME_SECONDS));
    }

    /** One that knows only where to ask for its account. */
    static LeshanDevice bootstrapping(String endpoint, int port) {
        return new LeshanDevice(endpoint, Security.noSecBootstrap("coap://127.0.0.1:" + port), false);
    }

    /** The same with a key. */
    static LeshanDevice bootstrapping(String endpoint, String key, int port) {
        return new LeshanDevice(
                endpoint,
                Security.pskBootstrap(
                        "coaps://127.0.0.1:" + port,
                        endpoint.getBytes(StandardCharsets.UTF_8),
                        key.getBytes(StandardCharsets.UTF_8)),
                false);
    }

    /** The same with a key pair. */
    static LeshanDevice bootstrapping(String endpoint, DeviceKeyPair pair, X509Certificate server, int port)
            throws CertificateEncodingException {
        String uri = "coaps://127.0.0.1:" + port;
        byte[] key = pair.privateKey().getEncoded();
        Security security = pair.raw()
                ? Security.rpkBootstrap(
                        uri,
                        pair.certificate().getPublicKey().getEncoded(),
                        key,
                        server.getPublicKey().getEncoded())
                : Security.x509Bootstrap(uri, pair.certificate().getEncoded(), key, server.getEncoded());
        return new LeshanDevice(endpoint, security, key, false);
    }

    private static ObjectModel binaryModel() {
        ResourceModel data = new ResourceModel(
                0, "Data", ResourceModel.Operations.RW, false, true, ResourceModel.Type.OPAQUE, "", "", "");
        return new ObjectModel(
                BINARY,
                "BinaryAppDataContainer",
                "",
                "1.0",
                true,
                false,
                Map.of(0, data).values());
    }

    /** The server that it is registered with; empty as long as it is with none. */
    public Optional<LwM2mServer> server() {
        return client.getRegisteredServers().values().stream().findFirst();
    }

    /** The path of its registration. */
    String registration() {
        return client.getRegistrationId(server().orElseThrow()).replaceFirst("^/", "");
    }

    private byte[] download(String uri) {
        return downloads.apply(uri);
    }

    /** How it fetches firmware. */
    void downloadsBy(Function<String, byte[]> how) {
        downloads = how;
    }

    /** The firmware that it has installed. */
    byte[] installed() {
        return firmware.installed;
    }

    /** Has another value where the hub observes it. */
    void say(String text) {
        said.say(text);
    }

    /** Sends resources unasked, and answers whether they were taken. */
    boolean send(ContentFormat format, String... paths) throws InterruptedException {
        SendResponse response =
                client.getSendService().sendData(server().orElseThrow(), format, List.of(paths), 20_000);
        return response != null && response.isSuccess();
    }

    void update() {
        client.triggerRegistrationUpdate();
    }

    /** Deregisters. */
    void leave() {
        client.stop(true);
    }

    @Override
    public void close() {
        client.destroy(false);
    }
}
