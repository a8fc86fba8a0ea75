package org.axletree.coap.session;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.axletree.coap.object.ObjectCodec;
import org.axletree.coap.registration.BadRequestException;
import org.axletree.core.door.ObjectAnswer;
import org.axletree.core.door.ObjectAnswer.Kind;
import org.axletree.core.door.ObjectRequest;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;

/** What somebody asks of objects of devices: read, write, execute, observe, discover. */
public final class ObjectOperations {
    private static final Pattern PATH = Pattern.compile("[0-9]{1,5}(?:/[0-9]{1,5}){0,3}");
    private static final Set<ObjectRequest.Operation> COMPOSITE = EnumSet.of(
            ObjectRequest.Operation.READ_COMPOSITE,
            ObjectRequest.Operation.WRITE_COMPOSITE,
            ObjectRequest.Operation.OBSERVE_COMPOSITE);

    private final DoorServices services;
    private final Outgoing outgoing;
    private final CompositeOperations composites;

    public ObjectOperations(DoorServices services, Outgoing outgoing) {
        this.services = services;
        this.outgoing = outgoing;
        this.composites = new CompositeOperations(services, outgoing);
    }

    /** @see org.axletree.core.door.DeviceLine#operate */
    public CompletionStage<ObjectAnswer> operate(String hubId, String deviceId, ObjectRequest request) {
        Optional<Session> session = services.sessions()
                .byDevice(deviceId)
                .filter(one -> one.registration().hubId().equals(hubId));
        if (session.isEmpty()) {
            return CompletableFuture.completedFuture(ObjectAnswer.ABSENT);
        }
        if (request.operation() == ObjectRequest.Operation.DESCRIBE) {
            return CompletableFuture.completedFuture(new ObjectAnswer(
                    Kind.DONE,
                    "",
                    Optional.of(services.codec(session.get())
                            .described(session.get().registration().objects())),
                    ""));
        }
        if (COMPOSITE.contains(request.operation())) {
            try {
                return composites.operate(session.get(), request);
            } catch (BadRequestException e) {
                return invalid(e.getMessage());
            }
        }
        if (!PATH.matcher(request.path()).matches()) {
            return invalid("path: " + request.path() + " (expected: object, instance and resource, as 3/0/0)");
        }
        try {
            return operate(session.get(), request);
        } catch (BadRequestException e) {
            return invalid(e.getMessage());
        }
    }

    static boolean observesTooMuch(DoorServices services, Session session) {
        return session.registration().observations().size() >= services.limits().maxObservationsPerDevice();
    }

    static CompletionStage<ObjectAnswer> tooMuchIsObserved(DoorServices services) {
        return CompletableFuture.completedFuture(ObjectAnswer.failed(
                Kind.BUSY,
                "so much is observed already (expected: at most "
                        + services.limits().maxObservationsPerDevice() + ")"));
    }

    private static CompletionStage<ObjectAnswer> invalid(String problem) {
        return CompletableFuture.completedFuture(ObjectAnswer.failed(Kind.INVALID, problem));
    }

    private CompletionStage<ObjectAnswer> operate(Session session, ObjectRequest request) throws BadRequestException {
        String path = request.path();
        return switch (request.operation()) {
            case READ -> asked(session, path, Outgoing.request(Code.GET, session, path));
            case DISCOVER -> {
                Request discover = Outgoing.request(Code.GET, session, path);
                discover.getOptions().setAccept(MediaTypeRegistry.APPLICATION_LINK_FORMAT);
                yield asked(session, path, discover);
            }
            case WRITE -> written(session, path, write(session, request));
            case EXECUTE -> {
                Request execute = Outgoing.request(Code.POST, session, path);
                request.value().ifPresent(arguments -> execute.setPayload(unquoted(arguments)));
                yield asked(session, path, execute);
            }
            case OBSERVE ->
                observesTooMuch(services, session)
                        ? tooMuchIsObserved(services)
                        : outgoing.observe(session, path, -1).thenApply(answer -> answer(session, path, answer));
            case CANCEL -> cancelled(session, path);
            default -> throw new IllegalArgumentException(request.operation() + " of one path");
        };
    }

    private CompletionStage<ObjectAnswer> cancelled(Session session, String path) {
        session.registration().observations().forEach((token, observed) -> {
            if (observed.equals(path)) {
                outgoing.forget(session, token);
            }
        });
        Request cancel = Outgoing.request(Code.GET, session, path);
        cancel.setObserveCancel();
        return asked(session, path, cancel);
    }

    private CompletionStage<ObjectAnswer> written(Session session, String path, Request write) {
        return write.getPayloadSize() > Outgoing.LARGEST_BLOCK
                ? outgoing.upload(session, write).thenApply(answer -> answer(session, path, answer))
                : asked(session, path, write);
    }

    private Request write(Session session, ObjectRequest request) throws BadRequestException {
        String value =
                request.value().orElseThrow(() -> new BadRequestException("value: missing (expected: what to write)"));
        ObjectCodec.Encoded encoded = services.codec(session).encode(request.path(), value);
        boolean instance = request.path().split("/").length == 2;
        // To an instance, POST writes what is there and leaves the rest; PUT would remove it (LwM2M section 6.3.3).
        Request write = Outgoing.request(instance ? Code.POST : Code.PUT, session, request.path());
        write.getOptions().setContentFormat(encoded.contentFormat());
        write.setPayload(encoded.payload());
        return write;
    }

    /** Arguments of an execution are text; as JSON they come in quotes. */
    private static byte[] unquoted(String json) {
        boolean quoted = json.length() >= 2 && json.startsWith("\"") && json.endsWith("\"");
        return (quoted ? json.substring(1, json.length() - 1) : json).getBytes(StandardCharsets.UTF_8);
    }

    private CompletionStage<ObjectAnswer> asked(Session session, String path, Request request) {
        return outgoing.ask(session, request).thenApply(answer -> answer(session, path, answer));
    }

    private ObjectAnswer answer(Session session, String path, Optional<Response> answer) {
        return answer(answer, response -> value(services.codec(session), path, response));
    }

    /** @param value what a response means */
    static ObjectAnswer answer(Optional<Response> answer, Function<Response, Optional<String>> value) {
        if (answer.isEmpty()) {
            return ObjectAnswer.failed(Kind.TIMED_OUT, "the device did not answer in time");
        }
        Response response = answer.get();
        String code = response.getCode().text;
        if (!response.isSuccess()) {
            return new ObjectAnswer(
                    Kind.REFUSED, code, Optional.empty(), "the device answered " + code + " " + response.getCode());
        }
        return new ObjectAnswer(Kind.DONE, code, value.apply(response), "");
    }

    private static Optional<String> value(ObjectCodec codec, String path, Response response) {
        int format = response.getOptions().getContentFormat();
        byte[] payload = response.getPayload();
        if (payload.length == 0) {
            return Optional.empty();
        }
        return format == MediaTypeRegistry.APPLICATION_LINK_FORMAT
                ? Optional.of(codec.text(payload))
                : codec.value(path, payload, format).or(() -> Optional.of(codec.base64(payload)));
    }
}
