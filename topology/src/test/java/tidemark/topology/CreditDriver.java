package tidemark.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import tidemark.events.BlockDecision;
import tidemark.events.ChangeResult;
import tidemark.events.Entity;
import tidemark.events.EntityLeeway;
import tidemark.events.EntityLimitChange;
import tidemark.events.EntityPartial;
import tidemark.events.LevelChange;
import tidemark.events.RoleAssignment;
import tidemark.events.RoleChange;
import tidemark.events.RoleChangeKind;
import tidemark.events.RoleDefinition;
import tidemark.events.RoleType;
import tidemark.events.UsageEvent;
import tidemark.events.UsageExceeded;
import tidemark.events.UsageWarning;
import tidemark.ledger.Account;
import tidemark.ledger.EntityMonth;
import tidemark.ledger.MonthTotal;
import tidemark.ledger.Period;
import tidemark.topics.Topics;
import tidemark.topology.graph.StoreNames;
import tidemark.topology.rows.AccountRow;
import tidemark.topology.rows.Keys;

/**
 * The whole graph in one thread without a broker, driven in the words of the rules. Everything happens in the entity
 * {@code acme}; the clock starts in late November and moves only when told to.
 */
final class CreditDriver implements AutoCloseable {

    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final String ENTITY = "acme";

    private static final ByteArraySerializer OUT = new ByteArraySerializer();
    private static final ByteArrayDeserializer IN = new ByteArrayDeserializer();

    private final GraphParts parts;
    private final StateFiles files;
    private TopologyTestDriver driver;
    private Instant clock;
    private int ids;

    CreditDriver(Path stateDir) {
        this(stateDir, START, 1);
    }

    /** A driver whose account task is partition 0 of that many. */
    CreditDriver(Path stateDir, Instant start, int partitions) {
        this(stateDir, start, partitions, 1);
    }

    /** A driver whose tasks are partition 0 of that many. */
    CreditDriver(Path stateDir, Instant start, int accountPartitions, int entityPartitions) {
        parts = new GraphParts(accountPartitions, entityPartitions);
        files = new StateFiles(stateDir);
        clock = start.minusMillis(1);
        driver = start();
        advance(Duration.ofMillis(1));
    }

    private TopologyTestDriver start() {
        return new TopologyTestDriver(parts.draw(), files.properties(), clock);
    }

    /**
     * As after a kill: the next driver finds what the stores held, and nothing that was on the heap. The old one is left
     * lying, because closing it would wipe the files.
     */
    void restart() {
        restartAt(clock);
    }

    /** As after a kill, with the next one coming up only then. */
    void restartAt(Instant later) {
        forgetOutputs();
        driver.getAllStateStores().values().forEach(StateStore::close);
        files.nextLife();
        clock = later;
        driver = start();
    }

    // The clock

    Instant now() {
        return clock;
    }

    void advance(Duration by) {
        clock = clock.plus(by);
        driver.advanceWallClockTime(by);
    }

    void advanceTo(Instant instant) {
        advance(Duration.between(clock, instant));
    }

    /** Long enough for every sum that changed to be reported. */
    void report() {
        advance(GraphParts.REPORTED_EVERY);
    }

    /** A millisecond after the other, until no walk is under way; says how many there were. */
    int settle() {
        int steps = 0;
        do {
            advance(Duration.ofMillis(1));
            steps++;
        } while (!walks().isEmpty());
        return steps;
    }

    // What is asked for

    ChangeResult create(String role, @Nullable Long limit) {
        return change(base(role, RoleChangeKind.CREATE).setDefinition(custom(role, limit)));
    }

    ChangeResult limit(String role, @Nullable Long limit) {
        return change(base(role, RoleChangeKind.UPDATE).setDefinition(custom(role, limit)));
    }

    ChangeResult delete(String role, @Nullable String reassignTo) {
        return change(base(role, RoleChangeKind.DELETE).setReassignToRoleId(reassignTo));
    }

    ChangeResult duplicate(String role, String copy) {
        return change(base(copy, RoleChangeKind.DUPLICATE).setSourceRoleId(role).setDisplayName(copy));
    }

    private ChangeResult change(RoleChange.Builder change) {
        send(topics().roleChanges(), ENTITY, parts.bytes(topics().roleChanges(), change.build()));
        return answer();
    }

    ChangeResult assign(String user, @Nullable String role) {
        send(assignment(user, role));
        return answer();
    }

    RoleAssignment assignment(String user, @Nullable String role) {
        return new RoleAssignment(id("a"), ENTITY, user, role, GraphParts.ACTOR, clock);
    }

    void send(RoleAssignment assignment) {
        byte[] value = parts.bytes(topics().roleAssignments(), assignment);
        send(topics().roleAssignments(), assignment.getEntityId() + '/' + assignment.getUserId(), value);
    }

    ChangeResult entityLimit(@Nullable Long micros) {
        return change(entityChange().setMonthlyCreditLimitMicros(micros).build());
    }

    /** Another name or MSP; the limit stays. */
    ChangeResult put(@Nullable String name, @Nullable String msp) {
        return change(entityChange()
                .setDisplayName(name)
                .setMspId(msp)
                .setKeepsLimit(true)
                .build());
    }

    ChangeResult change(EntityLimitChange change) {
        send(change);
        return answer();
    }

    EntityLimitChange.Builder entityChange() {
        return EntityLimitChange.newBuilder()
                .setChangeId(id("l"))
                .setEntityId(ENTITY)
                .setActor(GraphParts.ACTOR)
                .setOccurredAt(clock);
    }

    void send(EntityLimitChange change) {
        send(topics().entityLimits(), change.getEntityId(), parts.bytes(topics().entityLimits(), change));
    }

    /** Usage of now, under an id of its own. */
    UsageEvent use(String user, long micros) {
        UsageEvent event = usage(user, micros).build();
        send(event);
        return event;
    }

    UsageEvent.Builder usage(String user, long micros) {
        return UsageEvent.newBuilder()
                .setEventId(id("e"))
                .setEntityId(ENTITY)
                .setUserId(user)
                .setOccurredAt(clock)
                .setCreditsMicros(micros);
    }

    void send(UsageEvent event) {
        send(event, clock);
    }

    void send(UsageEvent event, Instant arrival) {
        send(
                topics().usageEvents(),
                bytes(event.getEntityId() + '/' + event.getUserId()),
                parts.bytes(topics().usageEvents(), event),
                new RecordHeaders(),
                arrival);
    }

    void send(String topic, String key, byte[] value) {
        send(topic, bytes(key), value, new RecordHeaders(), clock);
    }

    @SuppressWarnings("NullAway") // Kafka's classes are not annotated: a record without key or value is fine.
    void send(String topic, byte @Nullable [] key, byte @Nullable [] value, Headers headers, Instant timestamp) {
        TestInputTopic<byte[], byte[]> input = driver.createInputTopic(topic, OUT, OUT);
        input.pipeInput(new TestRecord<>(key, value, headers, timestamp));
    }

    // What is said; reading takes it away

    List<UsageWarning> warnings() {
        return read(topics().usageWarnings(), UsageWarning.class);
    }

    List<UsageExceeded> exceeded() {
        return read(topics().usageExceeded(), UsageExceeded.class);
    }

    List<BlockDecision> decisions() {
        return read(topics().blockDecisions(), BlockDecision.class);
    }

    List<BlockDecision> history() {
        return read(topics().decisionHistory(), BlockDecision.class);
    }

    List<LevelChange> levels() {
        return read(topics().levelChanges(), LevelChange.class);
    }

    List<ChangeResult> results() {
        return read(topics().changeResults(), ChangeResult.class);
    }

    List<Entity> entities() {
        return read(topics().entities(), Entity.class);
    }

    List<EntityLeeway> leeways() {
        return read(topics().entityLeeways(), EntityLeeway.class);
    }

    List<EntityPartial> partials() {
        return read(topics().entityPartials(), EntityPartial.class);
    }

    List<TestRecord<byte[], byte[]>> rejected() {
        return records(topics().rejectedEvents());
    }

    List<TestRecord<byte[], byte[]>> records(String topic) {
        return driver.createOutputTopic(topic, IN, IN).readRecordsToList();
    }

    /** Whether nobody was told anything about an account or entity since it was last asked. */
    boolean isSilent() {
        return warnings().isEmpty()
                && exceeded().isEmpty()
                && records(topics().blockDecisions()).isEmpty()
                && history().isEmpty()
                && levels().isEmpty();
    }

    /** Takes away all that was said so far. */
    void forgetOutputs() {
        for (String topic : outputTopics()) {
            records(topic);
        }
    }

    /** Every topic that anything was written to, changelogs too. */
    Set<String> outputTopics() {
        return driver.producedTopicNames();
    }

    // What is kept

    Account account(String user) {
        return AccountRow.decode(
                Objects.requireNonNull(this.<byte[]>store(StoreNames.ACCOUNTS).get(accountKey(user)), user));
    }

    boolean isKnown(String user) {
        return rows(StoreNames.ACCOUNTS).contains(accountKey(user));
    }

    MonthTotal month(String user, String period) {
        Bytes key = Keys.month(accountKey(user), Period.parse(period));
        return Objects.requireNonNull(this.<MonthTotal>store(StoreNames.MONTHS).get(key), user);
    }

    tidemark.ledger.Entity entity() {
        return Objects.requireNonNull(
                this.<tidemark.ledger.Entity>store(StoreNames.ENTITIES).get(Keys.of(ENTITY)), ENTITY);
    }

    boolean isEntityKnown() {
        return !rows(StoreNames.ENTITIES).isEmpty();
    }

    EntityMonth entityMonth(String period) {
        Bytes key = Keys.month(Keys.of(ENTITY), Period.parse(period));
        return Objects.requireNonNull(
                this.<EntityMonth>store(StoreNames.ENTITY_MONTHS).get(key), period);
    }

    List<String> walks() {
        return Stream.of(StoreNames.WALKS, StoreNames.ENTITY_WALKS)
                .flatMap(store -> rows(store).stream())
                .map(Keys::text)
                .filter(key -> key.startsWith("walk:"))
                .toList();
    }

    <V> List<V> values(String store) {
        List<V> values = new ArrayList<>();
        try (KeyValueIterator<Bytes, V> all = this.<V>store(store).all()) {
            all.forEachRemaining(row -> values.add(row.value));
        }
        return values;
    }

    List<Bytes> rows(String store) {
        List<Bytes> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, Object> all = store(store).all()) {
            all.forEachRemaining(row -> keys.add(row.key));
        }
        return keys;
    }

    <V> KeyValueStore<Bytes, V> store(String name) {
        return driver.getKeyValueStore(name);
    }

    static Bytes accountKey(String user) {
        return Keys.of(ENTITY + '/' + user);
    }

    // The rest

    Topics topics() {
        return parts.topics();
    }

    GraphParts parts() {
        return parts;
    }

    static String header(TestRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private ChangeResult answer() {
        List<ChangeResult> answers = results();
        if (answers.size() != 1) {
            throw new AssertionError("expected one answer, found " + answers.size());
        }
        return answers.get(0);
    }

    private <T extends SpecificRecord> List<T> read(String topic, Class<T> type) {
        return records(topic).stream()
                .map(record -> parts.read(topic, type, record))
                .toList();
    }

    private RoleChange.Builder base(String role, RoleChangeKind kind) {
        return RoleChange.newBuilder()
                .setChangeId(id("c"))
                .setEntityId(ENTITY)
                .setRoleId(role)
                .setKind(kind)
                .setActor(GraphParts.ACTOR)
                .setOccurredAt(clock);
    }

    private static RoleDefinition custom(String name, @Nullable Long limit) {
        return new RoleDefinition(name, null, RoleType.CUSTOM, limit, List.of());
    }

    private String id(String kind) {
        ids++;
        return kind + ids;
    }

    @Override
    public void close() {
        driver.close();
        parts.close();
    }
}
