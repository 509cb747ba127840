package dev.parley.telephony;

import dev.parley.core.error.ErrorCode;

/** The errors of this module, with the codes of the PolyAI Agents API. */
public enum TelephonyError implements ErrorCode {
    CONNECTORS_NOT_FOUND(404, "Connector ID does not exist."),
    CONNECTORS_VALIDATION_FAILED(400, "Connector request body failed validation."),
    PHONE_NUMBERS_NOT_FOUND(404, "Phone number does not exist."),
    PHONE_NUMBERS_ALREADY_EXISTS(409, "Phone number belongs to an agent already."),
    PHONE_NUMBERS_INVALID_PHONE_NUMBER_FORMAT(400, "Number is not in valid E.164 format."),
    PHONE_NUMBERS_CONNECTOR_DOES_NOT_EXIST(404, "Connector ID does not exist.");

    private final int status;
    private final String message;

    TelephonyError(int status, String message) {
        this.status = status;
        this.message = message;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String code() {
        return name();
    }

    @Override
    public String message() {
        return message;
    }
}
