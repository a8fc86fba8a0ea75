package org.axletree.hub.delivery.target.s3;

import java.time.Duration;
import java.util.Set;
import org.axletree.hub.delivery.target.Delivery;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What an error of an object store says of a message: in Scaleway's words. */
final class S3Answers {
    /** Errors that another message would not meet. A bucket that is not there is one of the route. */
    private static final Set<Integer> OF_THE_MESSAGE = Set.of(400, 405, 411, 413, 414, 415, 422);

    /** Errors with such a status that all messages meet. */
    private static final Set<String> OF_THE_ROUTE = Set.of(
            "AuthorizationHeaderMalformed",
            "ExpiredToken",
            "InvalidBucketName",
            "InvalidToken",
            "RequestTimeout",
            "InvalidRequest",
            "IllegalLocationConstraintException",
            "AuthorizationQueryParametersError");

    private S3Answers() {}

    static Delivery outcome(S3Exception answer, String bucket) {
        int status = answer.statusCode();
        String code = code(answer);
        String sentence = sentence(answer, bucket);
        if (OF_THE_MESSAGE.contains(status) && !OF_THE_ROUTE.contains(code)) {
            return new Delivery.Dead(sentence);
        }
        return new Delivery.Retry(sentence, Duration.ZERO, status >= 500);
    }

    static String sentence(S3Exception answer, String bucket) {
        String code = code(answer);
        return "'" + bucket + "' s3 bucket write failed. Error HTTP: " + answer.statusCode()
                + (code.isEmpty() ? "" : " " + code) + " (request-id: " + answer.requestId() + ")";
    }

    private static String code(S3Exception answer) {
        return answer.awsErrorDetails() == null || answer.awsErrorDetails().errorCode() == null
                ? ""
                : answer.awsErrorDetails().errorCode();
    }
}
