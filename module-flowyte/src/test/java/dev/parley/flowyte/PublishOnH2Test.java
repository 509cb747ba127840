package dev.parley.flowyte;

import dev.parley.core.testing.OnH2;

final class PublishOnH2Test extends PublishSuite implements OnH2 {}
