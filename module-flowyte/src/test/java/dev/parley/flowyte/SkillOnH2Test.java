package dev.parley.flowyte;

import dev.parley.core.testing.OnH2;

final class SkillOnH2Test extends SkillSuite implements OnH2 {}
