package tidemark.ledger;

/** Why a record was rejected. Each has the sentence that people read. */
public enum Reason {
    /** Not in the wire format, or the body does not fit its schema. */
    UNDECODABLE("The value cannot be decoded: it is not Avro in the Confluent wire format, or its body is damaged."),
    /** The registry answers that there is no such schema. */
    UNKNOWN_SCHEMA("The schema registry does not know the schema that the value names."),
    /** The writer's schema cannot be read as the topic's record. */
    WRONG_RECORD_TYPE("The value decodes, but not as the kind of record that belongs on this topic."),
    /** Above the configured size. */
    TOO_LARGE("The record is larger than this installation accepts."),
    /** No value. */
    MISSING_VALUE("The record has no value."),
    /** No key, or one that is not UTF-8 text. */
    MISSING_KEY("The record has no key, or its key is not UTF-8 text."),
    /** Key and value name different things. */
    KEY_MISMATCH("The key contradicts the value."),
    /** Not on the partition that the key belongs to. */
    WRONG_PARTITION("The record lies on another partition than its key belongs to."),
    /** Outside of the alphabet. */
    INVALID_ID("An id is blank, too long or outside of the alphabet."),
    /** A text is too long, or something is missing that the kind of change needs, or present that it must not have. */
    INVALID_FIELD("A field is missing, too long, or does not belong to this kind of change."),
    /** A single amount out of range. */
    AMOUNT_OUT_OF_RANGE("The amount is not between -(2^53-1) and 2^53-1 micros."),
    /** The total would leave the range. */
    TOTAL_OUT_OF_RANGE("The total would leave the range of -(2^53-1) to 2^53-1 micros."),
    /** Ahead of its arrival by more than the early tolerance (R12). */
    TOO_EARLY("occurred_at is further ahead of the record's arrival than is tolerated."),
    /** Behind its arrival by more than the late horizon (R12). */
    TOO_LATE("occurred_at is further behind the record's arrival than the late horizon."),
    /** Same event id, another amount (R11). */
    EVENT_ID_CONFLICT("An event with this id was counted with another amount."),
    /** Same change id, another change (R11). */
    CHANGE_ID_CONFLICT("A change with this id was judged with another content."),
    /** Written by a newer version. */
    UNKNOWN_KIND("The kind of change is not known to this version."),
    /** CREATE or DUPLICATE of a role that is there. */
    ROLE_EXISTS("A role with this id exists already."),
    /** UPDATE or DELETE of a role that is not there. */
    ROLE_NOT_FOUND("There is no role with this id."),
    /** DUPLICATE of a role that is not there. */
    SOURCE_ROLE_NOT_FOUND("The role to copy does not exist."),
    /** DELETE that moves members to a role that is not there. */
    REASSIGN_ROLE_NOT_FOUND("The role that the members are to move to does not exist."),
    /** R3. */
    BUILT_IN_LIMIT("A built-in role cannot carry a limit."),
    /** Custom or built-in is fixed at creation. */
    TYPE_FIXED("Whether a role is custom or built-in is fixed at its creation."),
    /** Deleted so often that its record would grow too large. */
    ROLE_ID_WORN_OUT("This role id was deleted too often to be used again."),
    /** Negative or too large. */
    LIMIT_OUT_OF_RANGE("A limit is between 0 and 2^53-1 micros."),
    /** Somebody was faster. */
    VERSION_MISMATCH("The role's version is not the expected one.");

    private final String sentence;

    Reason(String sentence) {
        this.sentence = sentence;
    }

    /** What is wrong, in a sentence. */
    public String sentence() {
        return sentence;
    }
}
