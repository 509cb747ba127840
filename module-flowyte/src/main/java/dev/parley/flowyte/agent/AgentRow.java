package dev.parley.flowyte.agent;

import org.jspecify.annotations.Nullable;

/**
 * What the store of versions does not say of an agent.
 *
 * @param id its place in the organization's list
 * @param agentId the agent
 * @param branchId the internal id of its main branch, which is the draft
 * @param publishedVersionId the version that is live; null before the first publish
 */
public record AgentRow(
        long id, String agentId, long branchId, @Nullable String publishedVersionId) {}
