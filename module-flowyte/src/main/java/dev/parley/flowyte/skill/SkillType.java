package dev.parley.flowyte.skill;

import io.swagger.v3.oas.annotations.media.Schema;

/** What a skill does; the names are those of the wire. {@link ExecutionConfig} has what each type is told. */
@Schema(name = "SkillType")
public enum SkillType {
    db_query,
    http_webhook,
    transfer,
    sms,
    email,
    calendar,
    google_sheets,
    crm,
    mcp,
    playbook,
    knowledge_query,
    builtin,
    geo,
    native_graphql,
    native_rest,
    native_sql;

    /** Whether the type has a name and nothing else yet. */
    public boolean isReserved() {
        return this == mcp;
    }
}
