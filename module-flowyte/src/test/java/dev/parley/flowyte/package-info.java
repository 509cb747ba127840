/** The Flowyte family as its callers see it. */
@org.jspecify.annotations.NullMarked
package dev.parley.flowyte;
