@NullMarked
package dev.parley.flowyte.playbook;

import org.jspecify.annotations.NullMarked;
