package dev.parley.flowyte;

import dev.parley.core.testing.OnH2;

final class PlaybookOnH2Test extends PlaybookSuite implements OnH2 {}
