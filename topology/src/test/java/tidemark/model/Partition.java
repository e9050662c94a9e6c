package tidemark.model;

/** Where accounts lie: two partitions, so that an entity has more than one slot. */
final class Partition {

    static final int COUNT = 2;

    private Partition() {}

    static int of(String account) {
        return account.endsWith("/bob") ? 1 : 0;
    }
}
