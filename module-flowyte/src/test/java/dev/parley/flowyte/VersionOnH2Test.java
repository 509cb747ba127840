package dev.parley.flowyte;

import dev.parley.core.testing.OnH2;

final class VersionOnH2Test extends VersionSuite implements OnH2 {}
