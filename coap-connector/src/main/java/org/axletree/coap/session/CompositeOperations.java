package org.axletree.coap.session;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.axletree.coap.object.ObjectCodec;
import org.axletree.coap.registration.BadRequestException;
import org.axletree.core.door.ObjectAnswer;
import org.axletree.core.door.ObjectRequest;
import org.axletree.core.door.ObjectRequest.Operation;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;

/** What somebody asks of several objects of a device at once (LwM2M 1.1 section 6.3): read, write, observe. In SenML as CBOR. */
final class CompositeOperations {
    private static final Pattern PATH = Pattern.compile("/?[0-9]{1,5}(?:/[0-9]{1,5}){0,3}");
    private static final int MOST_PATHS = 50;

    private final DoorServices services;
    private final Outgoing outgoing;

    CompositeOperations(DoorServices services, Outgoing outgoing) {
        this.services = services;
        this.outgoing = outgoing;
    }

    CompletionStage<ObjectAnswer> operate(Session session, ObjectRequest request) throws BadRequestException {
        ObjectCodec codec = services.codec(session);
        String value = request.value()
                .orElseThrow(() -> new BadRequestException("value: missing (expected: paths, or paths and values)"));
        if (request.operation() == Operation.WRITE_COMPOSITE) {
            Request write = composite(Code.IPATCH, session, codec.encodeAll(value));
            return outgoing.ask(session, write)
                    .thenApply(answer -> ObjectOperations.answer(answer, response -> Optional.empty()));
        }
        List<String> paths = paths(codec, value);
        Request fetch = composite(Code.FETCH, session, codec.encodePaths(paths));
        fetch.getOptions().setAccept(fetch.getOptions().getContentFormat());
        if (request.operation() == Operation.READ_COMPOSITE) {
            return outgoing.ask(session, fetch).thenApply(answer -> values(codec, paths, answer));
        }
        if (ObjectOperations.observesTooMuch(services, session)) {
            return ObjectOperations.tooMuchIsObserved(services);
        }
        fetch.setObserve();
        return outgoing.observe(session, String.join(" ", paths), fetch)
                .thenApply(answer -> values(codec, paths, answer));
    }

    private static List<String> paths(ObjectCodec codec, String value) throws BadRequestException {
        List<String> paths = codec.texts(value);
        if (paths.isEmpty() || paths.size() > MOST_PATHS || !paths.stream().allMatch(PATH.asMatchPredicate())) {
            throw new BadRequestException("value: wrong paths (expected: 1 to " + MOST_PATHS
                    + " of object, instance and resource, as /3/0/0)");
        }
        return paths;
    }

    private static Request composite(Code code, Session session, ObjectCodec.Encoded encoded) {
        Request request = Outgoing.request(code, session, "");
        request.getOptions().setContentFormat(encoded.contentFormat());
        request.setPayload(encoded.payload());
        return request;
    }

    private static ObjectAnswer values(ObjectCodec codec, List<String> paths, Optional<Response> answer) {
        return ObjectOperations.answer(
                answer,
                response -> codec.allValues(
                        paths, response.getPayload(), response.getOptions().getContentFormat()));
    }
}
