package dev.parley.flowyte;

import dev.parley.core.testing.OnPostgreSql;

final class AgentLifecycleOnPostgreSqlTest extends AgentLifecycleSuite implements OnPostgreSql {}
