package dev.parley.telephony;

import dev.parley.core.testing.OnH2;

final class LifecycleOnH2Test extends LifecycleSuite implements OnH2 {}
