package tidemark.topology.announce;

/**
 * The names of the sinks that one task announces through.
 *
 * @param warnings of warnings
 * @param exceeded of exceeded events
 * @param decisions of the newest decisions
 * @param history of all decisions
 * @param levels of changed levels
 */
public record AnnouncementSinks(String warnings, String exceeded, String decisions, String history, String levels) {}
