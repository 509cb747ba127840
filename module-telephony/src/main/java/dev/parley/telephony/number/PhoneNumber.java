package dev.parley.telephony.number;

/**
 * A phone number of an agent.
 *
 * @param id the internal id
 * @param number E.164, with the plus
 * @param workspaceId in which workspace
 * @param agentId whose number it is
 * @param clientEnv the environment in which the agent takes its calls
 * @param connectorId the connector that brings them
 */
record PhoneNumber(long id, String number, String workspaceId, String agentId, String clientEnv, String connectorId) {}
