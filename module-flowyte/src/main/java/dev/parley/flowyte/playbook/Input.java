package dev.parley.flowyte.playbook;

import com.fasterxml.jackson.databind.JsonNode;

/** What a run that waits is given. */
public sealed interface Input {

    /** What the caller said or keyed in, for an {@link Turn.Ask}. */
    record Answer(String text) implements Input {}

    /** Whether the caller agreed, for an {@link Turn.AskConfirmation}. */
    record Confirmation(boolean yes) implements Input {}

    /** What the skill returned, for a {@link Turn.CallSkill}. */
    record SkillResult(JsonNode result) implements Input {}

    /** The skill could not be called or did not succeed, for a {@link Turn.CallSkill}. */
    record SkillFailure() implements Input {}
}
