package tidemark.admin.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Changes of which a note was met whose answer was not yet. As short as a cursor needs them: of each id 64 bits of a hash. */
final class AuditNotes {

    /** A note follows its answer within moments, so that few are open at a time. */
    private static final int MOST = 64;

    private static final int RADIX = 16;

    private final Set<Long> open = new LinkedHashSet<>();

    AuditNotes() {}

    /**
     * Notes as they were written.
     *
     * @throws IllegalArgumentException if they were not
     */
    static AuditNotes read(Collection<String> written) {
        AuditNotes notes = new AuditNotes();
        if (written.size() > MOST) {
            throw new IllegalArgumentException("at most " + MOST + " notes");
        }
        written.forEach(note -> notes.open.add(Long.parseUnsignedLong(note, RADIX)));
        return notes;
    }

    List<String> written() {
        List<String> written = new ArrayList<>();
        open.forEach(note -> written.add(Long.toUnsignedString(note, RADIX)));
        return written;
    }

    void add(String changeId) {
        open.add(hash(changeId));
        if (open.size() > MOST) {
            open.remove(open.iterator().next());
        }
    }

    /** Whether there was a note of that change; it is not open any more. */
    boolean take(String changeId) {
        return open.remove(hash(changeId));
    }

    private static long hash(String changeId) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(changeId.getBytes(UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
