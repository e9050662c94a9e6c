package tidemark.admin;

import tidemark.admin.access.Right;

/** Entities, roles, limits and assignments: what they are, how to change them, and who has. */
public final class AdministrationFeature implements Feature {

    private final Administration administration;
    private final UsageFeature usage;

    /**
     * Serves from these.
     *
     * @param administration belongs to the caller
     * @param usage where the role of a user is asked, and how many hold one
     */
    public AdministrationFeature(Administration administration, UsageFeature usage) {
        this.administration = administration;
        this.usage = usage;
    }

    @Override
    public void addTo(Routes routes) {
        new EntityReads(administration.catalog()).addTo(routes);
        new EntityWrites(administration).addTo(routes);
        new RoleReads(administration.catalog(), usage.members()).addTo(routes);
        new RoleWrites(administration, usage.members()).addTo(routes);
        new UserRoles(usage, administration).addTo(routes);
        routes.read(AuditEndpoint.PATH, Right.READ_AUDIT, new AuditEndpoint(administration.audit()));
    }
}
