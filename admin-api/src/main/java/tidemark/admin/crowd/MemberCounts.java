package tidemark.admin.crowd;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** How many users have which role. */
@FunctionalInterface
public interface MemberCounts {

    /**
     * How many users of an entity hold each role, by role; one that nobody holds is missing. Users whose role has just been changed or deleted
     * may be counted under either until all are through, and numbers may be as old as a small multiple of what counting takes.
     *
     * @param authorization what the client proved itself with; null: nothing
     */
    CompletableFuture<Map<String, Long>> of(String entity, @Nullable String authorization);
}
