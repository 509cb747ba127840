/** What an agent says first, in each locale: a plug-in of Parley. */
@NullMarked
package com.example.greetings;

import org.jspecify.annotations.NullMarked;
