package org.axletree.coap.registration;

import org.eclipse.californium.core.coap.CoAP.ResponseCode;

/** A request that is not valid, with the code of its answer. The message is for the owner; the device gets the code alone. */
public final class BadRequestException extends Exception {
    private static final long serialVersionUID = 1;

    private final ResponseCode code;

    public BadRequestException(ResponseCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** 4.00. */
    public BadRequestException(String message) {
        this(ResponseCode.BAD_REQUEST, message);
    }

    public ResponseCode code() {
        return code;
    }
}
