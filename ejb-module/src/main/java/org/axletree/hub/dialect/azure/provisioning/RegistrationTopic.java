package org.axletree.hub.dialect.azure.provisioning;

import java.util.Optional;

/**
 * The topic of a request to a provisioning service.
 *
 * @param registers whether it asks for a hub; else what became of a request
 * @param requestId by which the device knows the answer; may be empty
 * @param operationId of the request that is asked about; may be empty
 */
record RegistrationTopic(boolean registers, String requestId, String operationId) {
    static final String HUB = "$dps/";
    static final String ANSWERS = "$dps/registrations/res/";
    private static final String REGISTER = "$dps/registrations/PUT/iotdps-register/";
    private static final String STATUS = "$dps/registrations/GET/iotdps-get-operationstatus/";
    private static final String REQUEST_ID = "$rid=";
    private static final String OPERATION_ID = "operationId=";
    private static final int LONGEST = 1_024;

    /** Takes a topic apart; empty if it is none of a request. */
    static Optional<RegistrationTopic> of(String topic) {
        boolean registers = topic.startsWith(REGISTER);
        if (topic.length() > LONGEST || !registers && !topic.startsWith(STATUS)) {
            return Optional.empty();
        }
        String query = topic.substring((registers ? REGISTER : STATUS).length());
        if (!query.startsWith("?")) {
            return Optional.empty();
        }
        String requestId = "";
        String operationId = "";
        for (String pair : query.substring(1).split("&")) {
            if (pair.startsWith(REQUEST_ID)) {
                requestId = pair.substring(REQUEST_ID.length());
            } else if (pair.startsWith(OPERATION_ID)) {
                operationId = pair.substring(OPERATION_ID.length());
            }
        }
        return Optional.of(new RegistrationTopic(registers, requestId, operationId));
    }

    /** Where an answer goes. */
    String answer(int status) {
        return ANSWERS + status + "/?$rid=" + requestId;
    }
}
