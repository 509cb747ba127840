package dev.parley.flowyte;

import dev.parley.core.testing.OnH2;

final class AgentLifecycleOnH2Test extends AgentLifecycleSuite implements OnH2 {}
