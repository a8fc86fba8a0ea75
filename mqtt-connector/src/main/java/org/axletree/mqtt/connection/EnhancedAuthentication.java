package org.axletree.mqtt.connection;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.Admission;
import org.axletree.core.door.ConnectInflow;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.outcome.Reason;
import org.axletree.core.scram.ScramException;
import org.axletree.core.scram.ScramExchange;
import org.axletree.mqtt.loop.Deadlines;
import org.axletree.mqtt.loop.Loop;
import org.axletree.mqtt.session.Session;
import org.axletree.mqtt.wire.Auth;
import org.axletree.mqtt.wire.AuthenticationFields;
import org.axletree.mqtt.wire.Connect;
import org.axletree.mqtt.wire.PacketException;

/**
 * Enhanced authentication (MQTT 5 section 4.12) of a client that named SCRAM-SHA-256 in its CONNECT: before the CONNACK, and as often
 * as it likes in its session, whose messages go on meanwhile. On the connection's event loop; what takes longer is asked on a worker, and
 * nothing waits between two packets.
 */
final class EnhancedAuthentication {
    private static final Logger LOG = Logger.getLogger(EnhancedAuthentication.class.getName());

    /** Most milliseconds between the client's wish to prove itself once more and its proof. */
    private static final int PATIENCE_MILLIS = 10_000;

    private static final String AUTH = "AUTH";

    /** Before what is to be said of it. */
    private static final String OF_AUTH = AUTH + ":";

    private final MqttConnection connection;
    private final ConnectRequest request;

    private Step step = Step.NONE;
    private Optional<ScramExchange> exchange = Optional.empty();
    private Optional<ConnectNegotiation> negotiation = Optional.empty();
    private Optional<Deadlines.Due> end = Optional.empty();

    /** How far the exchange is. */
    private enum Step {
        /** None is under way. */
        NONE,
        /** The salt is being asked for. */
        BEGUN,
        /** It is the client's turn. */
        CHALLENGED,
        /** The gate is being asked. */
        JUDGED
    }

    EnhancedAuthentication(MqttConnection connection, ConnectRequest request) {
        this.connection = connection;
        this.request = request;
    }

    /** The CONNECT came. */
    void begin(Connect connect) {
        try {
            ScramExchange begun = begun(connect.properties().authenticationData());
            requireSameName(connect, begun.userName());
            negotiation = Optional.of(new ConnectNegotiation(connect, Optional.of(begun)));
            connection.waitForAdmission();
            challenge(begun);
        } catch (ScramException wrong) {
            refuse(Reason.AUTHENTICATION_DATA_INVALID, "CONNECT:", wrong.getMessage());
        }
    }

    private static ScramExchange begun(Optional<byte[]> data) throws ScramException {
        return ScramExchange.begin(data.orElse(new byte[0]));
    }

    /** Of two names or two ways to prove oneself the hub does not choose. */
    private static void requireSameName(Connect connect, String userName) {
        boolean same = connect.userName().filter(name -> !name.equals(userName)).isEmpty();
        if (!same || connect.password().isPresent()) {
            throw new PacketException(
                    Reason.PROTOCOL_ERROR,
                    "a password or another user name beside the authentication method (expected: neither)");
        }
    }

    /** AUTH came before the CONNACK. */
    void continued(ByteBuf buffer, int from, int to) {
        Auth auth = Auth.read(buffer, from, to);
        if (!auth.method().equals(ScramExchange.METHOD)) {
            // MQTT-4.12.0-5
            refuse(Reason.AUTHENTICATION_METHOD_UNSUPPORTED, OF_AUTH, "the method is another one than in CONNECT");
            return;
        }
        requireContinue(auth);
        try {
            ScramExchange proved = received(auth);
            step = Step.NONE;
            exchange = Optional.empty();
            new AdmissionFlow(connection, request.provedBy(proved), negotiation.orElseThrow()).begin();
        } catch (ScramException wrong) {
            refuse(Reason.AUTHENTICATION_DATA_INVALID, OF_AUTH, wrong.getMessage());
        }
    }

    private void refuse(Reason reason, String packet, String what) {
        connection.notice(reason, packet, what);
        connection.refuse(reason);
    }

    /** AUTH came in the session. */
    void inSession(Session session, ByteBuf buffer, int from, int to) {
        Auth auth = Auth.read(buffer, from, to);
        if (!auth.method().equals(ScramExchange.METHOD)) {
            // MQTT-4.12.1-1
            throw new PacketException(
                    Reason.PROTOCOL_ERROR, "authentication method: another one than in CONNECT (expected: that)");
        }
        try {
            if (auth.reasonCode() == Auth.AGAIN) {
                again(session, auth);
            } else {
                requireContinue(auth);
                judge(session, received(auth));
            }
        } catch (ScramException wrong) {
            connection.fail(Reason.AUTHENTICATION_DATA_INVALID, OF_AUTH, wrong.getMessage());
        }
    }

    private void again(Session session, Auth auth) throws ScramException {
        if (step != Step.NONE) {
            throw new PacketException(
                    Reason.PROTOCOL_ERROR, "re-authentication while one is under way (expected: its end)");
        }
        DeviceIdentity device = session.rights().identity();
        if (!connection.door().rates().admits(device.hubId(), device.deviceId(), System.nanoTime())) {
            connection.fail(Reason.TOO_MANY_CONNECTS, OF_AUTH, "it proves itself too often");
            return;
        }
        ScramExchange begun = begun(auth.data());
        Loop loop = connection.loop();
        end = Optional.of(loop.deadlines()
                .add(
                        loop.clock().millis() + PATIENCE_MILLIS,
                        now -> connection.fail(Reason.AUTHENTICATION_TIMEOUT, AUTH, "")));
        challenge(begun);
    }

    private void requireContinue(Auth auth) {
        if (auth.reasonCode() != Auth.CONTINUE || step != Step.CHALLENGED) {
            throw new PacketException(
                    Reason.PROTOCOL_ERROR, "no exchange is at this point (expected: AUTH in its turn)");
        }
    }

    private ScramExchange received(Auth auth) throws ScramException {
        ScramExchange current = exchange.orElseThrow();
        current.receive(auth.data().orElse(new byte[0]));
        return current;
    }

    /** Answers with the salt of the user name. */
    private void challenge(ScramExchange begun) {
        step = Step.BEGUN;
        exchange = Optional.of(begun);
        ask(inflow -> inflow.saltOf(begun.userName()), salt -> challenged(begun, salt));
    }

    private void challenged(ScramExchange begun, byte[] salt) {
        step = Step.CHALLENGED;
        byte[] packet = connection
                .writer()
                .auth(Auth.CONTINUE, new AuthenticationFields(ScramExchange.METHOD, begun.serverFirst(salt)));
        if (connection.sessionOrNull() != null) {
            connection.answer(AUTH, packet);
        } else if (connection.writer().isShortEnough(packet)) {
            connection.outbox().send(packet);
            connection.waitForProof();
        } else {
            refuse(Reason.PACKET_TOO_LARGE, OF_AUTH, "its answer has " + packet.length + " bytes");
        }
    }

    private void judge(Session session, ScramExchange proved) {
        step = Step.JUDGED;
        ask(inflow -> inflow.proveAgain(request.provedBy(proved)), answer -> judged(session, proved, answer));
    }

    private void judged(Session session, ScramExchange proved, Admission answer) {
        if (answer instanceof Admission.Refused refused) {
            // MQTT-4.12.1-2. The hub has noted it already.
            connection
                    .loop()
                    .eventLoop()
                    .schedule(() -> connection.close(refused.told()), refused.delayMillis(), TimeUnit.MILLISECONDS);
            return;
        }
        DeviceIdentity now = ((Admission.Admitted) answer).identity();
        if (!now.deviceId().equals(session.rights().identity().deviceId())) {
            connection.fail(Reason.NOT_AUTHORIZED, OF_AUTH, "it proved itself to be another device");
            return;
        }
        finish();
        connection.answer(
                AUTH,
                connection
                        .writer()
                        .auth(
                                Auth.SUCCESS,
                                new AuthenticationFields(
                                        ScramExchange.METHOD,
                                        proved.serverFinal().orElseThrow())));
    }

    private void finish() {
        step = Step.NONE;
        exchange = Optional.empty();
        end.ifPresent(connection.loop().deadlines()::remove);
        end = Optional.empty();
    }

    /** What a worker is to find out. */
    private interface Question<T> {
        T ask(ConnectInflow inflow);
    }

    /** What is to be done with it, on the loop. */
    private interface Answered<T> {
        void take(T answer);
    }

    private <T> void ask(Question<T> question, Answered<T> answered) {
        Loop home = connection.loop();
        boolean taken = connection.door().admission().offer(inflow -> {
            Runnable then = afterwards(question, inflow, answered);
            try {
                home.eventLoop().execute(then);
            } catch (RejectedExecutionException stopping) {
                LOG.log(Level.FINE, "An exchange ends with its loop", stopping);
            }
        });
        if (!taken) {
            fail(Reason.BUSY);
        }
    }

    private <T> Runnable afterwards(Question<T> question, ConnectInflow inflow, Answered<T> answered) {
        if (connection.isOver()) {
            return () -> {};
        }
        try {
            T answer = question.ask(inflow);
            return () -> {
                if (!connection.isOver()) {
                    answered.take(answer);
                }
            };
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "The gate failed on an exchange", e);
            return () -> fail(Reason.INTERNAL_ERROR);
        }
    }

    private void fail(Reason reason) {
        if (connection.isOver()) {
            return;
        }
        if (connection.sessionOrNull() != null) {
            connection.fail(reason, AUTH, "");
        } else {
            refuse(reason, AUTH, "");
        }
    }
}
