/** What the shop adds when it embeds Parley. */
@NullMarked
package dev.parley.host.shop.callers;

import org.jspecify.annotations.NullMarked;
