/** Playbooks: the graph of a conversation, what is wrong with one, and how it is followed. */
@NullMarked
package dev.parley.flowyte.playbook;

import org.jspecify.annotations.NullMarked;
