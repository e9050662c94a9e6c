package tidemark.serde;

import org.apache.avro.util.ClassSecurityValidator;
import tidemark.events.UsageEvent;

/**
 * Tells Avro that our own generated classes may be named by a schema. Since 1.12.2 it instantiates none that it was not told of;
 * others are named by Avro's own system property {@code org.apache.avro.SERIALIZABLE_CLASSES} or {@code ..._PACKAGES}.
 */
final class TrustedClasses {

    private static final String OURS = UsageEvent.class.getPackageName();

    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> OURS.equals(type.getPackageName())));
    }

    private TrustedClasses() {}

    /** Adds them to those that Avro trusts already, once. */
    static void add() {
        // Loading this class has done it.
    }
}
