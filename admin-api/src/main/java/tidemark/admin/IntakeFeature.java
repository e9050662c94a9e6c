package tidemark.admin;

import tidemark.admin.access.Right;
import tidemark.admin.intake.UsageIntake;

/** Takes in usage from those without Kafka. */
public final class IntakeFeature implements Feature {

    private final UsageIntake intake;

    /** Hands it to that intake, which belongs to the caller. */
    public IntakeFeature(UsageIntake intake) {
        this.intake = intake;
    }

    @Override
    public void addTo(Routes routes) {
        routes.post(IntakeEndpoint.PATH, Right.WRITE_USAGE, new IntakeEndpoint(intake));
    }
}
