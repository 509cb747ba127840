package dev.parley.realtimeconfig;

import dev.parley.core.testing.AccessRules;

/** Who may do what with config pages. */
abstract class AccessSuite extends ConfigSuite implements AccessRules {}
