package dev.parley.telephony;

import dev.parley.core.testing.OnPostgreSql;

final class CarrierOnPostgreSqlTest extends CarrierSuite implements OnPostgreSql {}
