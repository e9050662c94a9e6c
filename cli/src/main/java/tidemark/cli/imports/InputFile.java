package tidemark.cli.imports;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongConsumer;
import tidemark.cli.text.BadTextException;
import tidemark.cli.text.Ids;

/** A file to be imported: CSV or NDJSON, by its extension, or by how it starts. */
record InputFile(Path path) {

    /** Leaves room for the line number in an id. */
    private static final int LONGEST_NAME = Ids.LONGEST - 20;

    /** Its name without directories, in the alphabet of ids: what ids made from its lines start with. */
    String idName() {
        Path name = path.getFileName();
        return Ids.reduce(name == null ? "" : name.toString(), LONGEST_NAME);
    }

    long size() throws IOException {
        return Files.size(path);
    }

    /**
     * Opens it at its first row.
     *
     * @param progress told how many bytes were read on
     * @throws BadTextException if it cannot be read at all; the message is to be put behind the file's name
     */
    Rows open(LongConsumer progress) {
        try {
            if (Files.isDirectory(path)) {
                throw new BadTextException("is a directory");
            }
            InputStream in = new BufferedInputStream(new CountingInput(Files.newInputStream(path), progress), 1 << 16);
            try {
                return isJson(in) ? new NdjsonRows(new LineReader(in)) : new CsvRows(new LineReader(in));
            } catch (IOException | RuntimeException e) {
                in.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw new BadTextException("does not exist", e);
        } catch (IOException e) {
            throw new BadTextException("cannot be read: " + e.getMessage(), e);
        }
    }

    private boolean isJson(InputStream in) throws IOException {
        in.mark(1 << 12);
        byte[] start = in.readNBytes(1 << 10);
        in.reset();
        if (isUtf16(start)) {
            throw new BadTextException("is not UTF-8 but UTF-16");
        }
        String name = path.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".ndjson") || name.endsWith(".jsonl") || name.endsWith(".json")) {
            return true;
        }
        return !name.endsWith(".csv") && firstSign(start) == '{';
    }

    private static boolean isUtf16(byte[] start) {
        return start.length >= 2 && (start[0] ^ start[1]) == 1 && (start[0] & 0xFE) == 0xFE;
    }

    private static int firstSign(byte[] start) {
        for (byte sign : start) {
            // Negative bytes are those of a byte order mark.
            if (sign > ' ') {
                return sign;
            }
        }
        return ' ';
    }
}
