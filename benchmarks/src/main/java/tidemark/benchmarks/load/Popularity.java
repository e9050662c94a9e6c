package tidemark.benchmarks.load;

/** How usage spreads over users. */
public enum Popularity {

    /** All use alike. */
    UNIFORM("uniform") {
        @Override
        Draw of(int users) {
            return random -> random.nextInt(users);
        }
    },

    /** Zipf's law with exponent 1: few use most. */
    ZIPF("Zipf(1.0)") {
        @Override
        Draw of(int users) {
            return new Zipf(users);
        }
    };

    private final String title;

    Popularity(String title) {
        this.title = title;
    }

    /** What it is called in tables. */
    public String title() {
        return title;
    }

    abstract Draw of(int users);
}
