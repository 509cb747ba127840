package dev.parley.telephony;

import dev.parley.core.testing.OnPostgreSql;

final class LifecycleOnPostgreSqlTest extends LifecycleSuite implements OnPostgreSql {}
