package dev.parley.flowyte;

import dev.parley.core.testing.InputRules;

/** What is wrong with a request is named, and changes nothing. */
abstract class BadInputSuite extends OperationSuite implements InputRules {}
