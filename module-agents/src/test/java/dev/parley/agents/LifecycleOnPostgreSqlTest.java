package dev.parley.agents;

import dev.parley.core.testing.OnPostgreSql;

final class LifecycleOnPostgreSqlTest extends LifecycleSuite implements OnPostgreSql {}
