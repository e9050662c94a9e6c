package tidemark.topology.intake;

/** What a processor does with an event that came in whole. */
@FunctionalInterface
public interface Handler<T> {

    /**
     * Takes one event. It must end with {@link IntakeDesk#settle}, {@link IntakeDesk#reject} or {@link IntakeDesk#reroute}.
     *
     * @param inbound where it came from; the processor context says nothing about it when it was parked
     * @param event what it says
     */
    void accept(Inbound inbound, T event);
}
