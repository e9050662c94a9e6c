package tidemark.cli.imports;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tidemark.cli.text.Amounts;
import tidemark.cli.text.BadTextException;
import tidemark.cli.text.Converters;
import tidemark.cli.text.Ids;

/** The options that say which column means what. */
final class MappingOptions {

    private static final Set<String> TIME_NAMES = Set.of("occurred_at", "timestamp", "time");

    @Option(
            names = "--entity",
            paramLabel = "NAME",
            converter = Converters.Name.class,
            description = "The tenant that all rows belong to.")
    private @Nullable String entity;

    @Option(names = "--entity-column", paramLabel = "COLUMN", description = "The column that holds the tenant.")
    private @Nullable String entityColumn;

    @Option(names = "--user-column", paramLabel = "COLUMN", description = "The column that holds the user.")
    private @Nullable String userColumn;

    @Option(
            names = "--users",
            paramLabel = "N",
            description = "Spread the rows over N users: row i of each file, from 0, goes to user-(i mod N).")
    private @Nullable Integer users;

    @Option(
            names = "--time-column",
            paramLabel = "COLUMN",
            description =
                    "The column that holds the time: ISO-8601 with 'T' or a space, up to nine fraction digits, UTC where no zone "
                            + "is given. Default: the column called occurred_at, timestamp or time, in any case.")
    private @Nullable String timeColumn;

    @Option(names = "--credits-column", paramLabel = "COLUMN", description = "The column that holds the credits spent.")
    private @Nullable String creditsColumn;

    @Option(
            names = "--price",
            paramLabel = "COLUMN=CREDITS_PER_UNIT",
            description =
                    "The column that holds a quantity, and what a unit of it costs, as an exact decimal; may be repeated, then the "
                            + "costs add up.")
    private List<String> prices = new ArrayList<>();

    @Option(
            names = "--id-column",
            paramLabel = "COLUMN",
            description =
                    "The column that holds the event id. Default: an id made from file name and line, so that importing the same "
                            + "file twice counts once.")
    private @Nullable String idColumn;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            defaultValue = "tidemark-import",
            converter = Converters.Token.class,
            description =
                    "The producer that event ids belong to; another one keeps a file apart from one of the same name. "
                            + "Default: ${DEFAULT-VALUE}.")
    private String source;

    /** Whether ids are made from file names. */
    boolean makesIds() {
        return idColumn == null;
    }

    /**
     * Makes sure that the options go together.
     *
     * @throws BadTextException if they do not
     */
    void validate() {
        exactlyOne("--entity", entity != null, "--entity-column", entityColumn != null);
        exactlyOne("--user-column", userColumn != null, "--users", users != null);
        exactlyOne("--credits-column", creditsColumn != null, "--price", !prices.isEmpty());
        if (users != null && users < 1) {
            throw new BadTextException("--users: expected a number from 1, got " + users);
        }
        prices();
    }

    /**
     * The mapping for a file with these columns.
     *
     * @throws BadTextException if a column that is asked for is not there; the message is to be put behind the file's name
     */
    Mapping forColumns(List<String> columns, boolean fixed) {
        String time = timeColumn == null ? timeAmong(columns) : timeColumn;
        Charge charge = creditsColumn == null ? new Charge.Priced(prices()) : new Charge.Stated(creditsColumn);
        if (fixed) {
            require(columns, "--entity-column", entityColumn);
            require(columns, "--user-column", userColumn);
            require(columns, "--time-column", time);
            require(columns, "--id-column", idColumn);
            charge.columns()
                    .forEach(column -> require(columns, prices.isEmpty() ? "--credits-column" : "--price", column));
        }
        return new Mapping(entitySource(), userSource(), time, charge, idColumn, source);
    }

    private Function<Row, String> entitySource() {
        String all = entity;
        return all != null ? row -> all : Mapping.named(String.valueOf(entityColumn), Ids::name);
    }

    private Function<Row, String> userSource() {
        Integer spread = users;
        return spread != null
                ? row -> "user-" + row.index() % spread
                : Mapping.named(String.valueOf(userColumn), Ids::name);
    }

    private Map<String, BigDecimal> prices() {
        Map<String, BigDecimal> byColumn = new LinkedHashMap<>();
        for (String price : prices) {
            int split = price.lastIndexOf('=');
            if (split < 1) {
                throw new BadTextException("--price: expected COLUMN=CREDITS_PER_UNIT, got '" + price + "'");
            }
            String column = price.substring(0, split).strip();
            if (byColumn.put(column, decimal(price, price.substring(split + 1).strip())) != null) {
                throw new BadTextException("--price: column " + column + " is given twice");
            }
        }
        return byColumn;
    }

    private static BigDecimal decimal(String price, String text) {
        try {
            return Amounts.parseDecimal(text);
        } catch (BadTextException e) {
            throw new BadTextException("--price " + price + ": " + e.getMessage(), e);
        }
    }

    private static String timeAmong(List<String> columns) {
        List<String> named = columns.stream()
                .filter(column -> TIME_NAMES.contains(column.toLowerCase(Locale.ROOT)))
                .toList();
        if (named.size() == 1) {
            return named.get(0);
        }
        throw new BadTextException("does not show which column holds the time: name it with --time-column ("
                + "columns: " + String.join(", ", columns) + ")");
    }

    private static void require(List<String> columns, String option, @Nullable String column) {
        if (column == null) {
            return;
        }
        long found = columns.stream().filter(column::equals).count();
        if (found == 0) {
            throw new BadTextException(
                    "has no column " + column + " (" + option + "); its columns are: " + String.join(", ", columns));
        }
        if (found > 1) {
            throw new BadTextException("has " + found + " columns called " + column + " (" + option + ")");
        }
    }

    private static void exactlyOne(String one, boolean oneGiven, String other, boolean otherGiven) {
        if (oneGiven == otherGiven) {
            throw new BadTextException(
                    oneGiven ? "Give " + one + " or " + other + ", not both" : "Give " + one + " or " + other);
        }
    }
}
