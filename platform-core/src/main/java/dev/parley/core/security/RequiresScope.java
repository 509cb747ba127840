package dev.parley.core.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The scope that an operation demands. Every operation under the base path of a family carries one; a request to an operation without
 * is answered 500, so that a forgotten rule shuts instead of opening.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RequiresScope {
    /** The name of a scope that the operation's module declares. */
    String value();
}
