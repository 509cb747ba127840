package dev.parley.core.json;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The error code of a body that violates its schema, where the API has a code of its own for that: on a component of a {@link WireBody}
 * it stands for violations of that component alone, on the record for all others. Without it the family's general code is used.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
public @interface ValidationCode {
    /** The code on the wire. */
    String value();
}
