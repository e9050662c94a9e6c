package tidemark.admin;

/** A part of what the server answers: adds its routes. */
public interface Feature extends AutoCloseable {

    /** Adds the routes, each with the right that its callers need. */
    void addTo(Routes routes);

    /** Ends answers that would go on; called before the server stops. */
    default void stop() {}

    /** Ends what the part has started; called once the server answers no more. */
    @Override
    default void close() {}
}
