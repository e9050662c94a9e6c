package tidemark.admin.audit;

import java.util.ArrayList;
import java.util.List;
import tidemark.admin.body.PageCursor;

/**
 * Where a page ended.
 *
 * @param before older than this offset is what comes next
 * @param notes those whose answers come there
 */
record AuditPlace(long before, AuditNotes notes) {

    String written(String binding) {
        List<String> words = new ArrayList<>();
        words.add(Long.toString(before));
        words.addAll(notes.written());
        return PageCursor.written(binding, words);
    }

    static AuditPlace read(String cursor, String binding) {
        List<String> words = PageCursor.read(cursor, binding);
        try {
            long before = Long.parseLong(words.get(0));
            if (before < 0) {
                throw PageCursor.fault();
            }
            return new AuditPlace(before, AuditNotes.read(words.subList(1, words.size())));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw PageCursor.fault();
        }
    }
}
