package tidemark.admin.live;

/** Where the frames of a stream go: the connection to one client. Must not block whoever calls. */
public interface StreamOutput {

    /** There is something to take from the stream, or the stream is over. */
    void wake();

    /** The client is to be left at once, whatever it has not read. */
    void cut();
}
