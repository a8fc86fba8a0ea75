package org.axletree.mqtt.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Normative statements of the class's chapter that it does not test, and why. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(NotTested.All.class)
public @interface NotTested {
    Version version();

    String[] value();

    String why();

    /** Holds them together. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface All {
        NotTested[] value();
    }
}
