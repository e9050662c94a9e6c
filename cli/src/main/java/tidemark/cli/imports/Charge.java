package tidemark.cli.imports;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import tidemark.cli.text.Amounts;
import tidemark.cli.text.BadTextException;

/** What a row costs: an amount that stands in it, or quantities times prices. Exact. */
sealed interface Charge {

    /** In micro-credits. */
    long micros(Row row);

    /** The columns it takes. */
    List<String> columns();

    /** The amount in credits stands in a column. */
    record Stated(String column) implements Charge {
        @Override
        public long micros(Row row) {
            return Amounts.toMicros(number(row, column));
        }

        @Override
        public List<String> columns() {
            return List.of(column);
        }
    }

    /** Quantities stand in columns. */
    record Priced(Map<String, BigDecimal> creditsPerUnit) implements Charge {
        @Override
        public long micros(Row row) {
            BigDecimal credits = BigDecimal.ZERO;
            for (Map.Entry<String, BigDecimal> price : creditsPerUnit.entrySet()) {
                credits = credits.add(number(row, price.getKey()).multiply(price.getValue()));
            }
            return Amounts.toMicros(credits);
        }

        @Override
        public List<String> columns() {
            return List.copyOf(creditsPerUnit.keySet());
        }
    }

    private static BigDecimal number(Row row, String column) {
        String text = row.cell(column);
        try {
            return Amounts.parseDecimal(text);
        } catch (BadTextException e) {
            throw new BadTextException(column + ": " + e.getMessage(), e);
        }
    }
}
