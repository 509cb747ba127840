/** The PolyAI Agents API's real-time configs: what this module adds to the platform. */
@NullMarked
package dev.parley.realtimeconfig;

import org.jspecify.annotations.NullMarked;
