package dev.parley.telephony;

import dev.parley.core.testing.OnH2;

final class CarrierOnH2Test extends CarrierSuite implements OnH2 {}
