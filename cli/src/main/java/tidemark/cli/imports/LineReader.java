package tidemark.cli.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Lines of a UTF-8 file, ended by LF or CRLF, in bounded memory however long a line is. A byte order mark at the start is left out. */
final class LineReader implements Closeable {

    /** Longest line that is kept, in bytes. */
    static final int LONGEST = 1 << 20;

    /**
     * A line.
     *
     * @param number from 1
     * @param text without its end; null if the line is longer than {@link #LONGEST}
     */
    record Line(long number, @Nullable String text) {}

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private byte[] line = new byte[512];
    private int length;
    private long number;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** The next line; null at the end of the file. */
    @Nullable
    Line next() throws IOException {
        length = 0;
        boolean ended = false;
        boolean any = false;
        while (!ended && (position < limit || fill())) {
            any = true;
            ended = takeUpToLineEnd();
        }
        if (!any) {
            return null;
        }
        number++;
        return new Line(number, length > LONGEST ? null : text());
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }

    private boolean takeUpToLineEnd() {
        int end = position;
        while (end < limit && buffer[end] != '\n') {
            end++;
        }
        keep(end - position);
        boolean found = end < limit;
        position = found ? end + 1 : end;
        return found;
    }

    private void keep(int count) {
        if (length > LONGEST) {
            return;
        }
        if (length + count > line.length) {
            line = Arrays.copyOf(line, Math.max(2 * line.length, length + count));
        }
        System.arraycopy(buffer, position, line, length, count);
        length += count;
    }

    private String text() {
        int from = number == 1 && startsWithMark() ? 3 : 0;
        int to = length > from && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, from, to - from, UTF_8);
    }

    private boolean startsWithMark() {
        return length >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
