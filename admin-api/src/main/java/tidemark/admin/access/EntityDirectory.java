package tidemark.admin.access;

import org.jspecify.annotations.Nullable;

/** Which entities there are, and whose they are, as known now. */
public interface EntityDirectory {

    /** Knows no entity, for a node that asks nobody who they are. */
    EntityDirectory EMPTY = new EntityDirectory() {
        @Override
        public boolean knows(String entity) {
            return false;
        }

        @Override
        public @Nullable String mspOf(String entity) {
            return null;
        }
    };

    /**
     * Whether anybody ever said something about the entity.
     *
     * @throws CannotJudgeException if that is not known yet
     */
    boolean knows(String entity);

    /**
     * The MSP of the entity; null: it has none, or nobody knows it.
     *
     * @throws CannotJudgeException if that is not known yet
     */
    @Nullable
    String mspOf(String entity);
}
