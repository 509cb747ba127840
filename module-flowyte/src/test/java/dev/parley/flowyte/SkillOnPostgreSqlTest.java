package dev.parley.flowyte;

import dev.parley.core.testing.OnPostgreSql;

final class SkillOnPostgreSqlTest extends SkillSuite implements OnPostgreSql {}
