package tidemark.admin;

import tidemark.admin.access.Right;

/** The description of everything that the server answers: for programs, and for people to browse. */
public final class ContractFeature implements Feature {

    static final String DESCRIPTION = "/openapi.json";
    static final String DOCS = "/docs";
    static final String DOCS_FILE = "/docs/{file}";

    @Override
    public void addTo(Routes routes) {
        DocsEndpoint docs = new DocsEndpoint();
        routes.read(DESCRIPTION, Right.SEE_PUBLIC, new ContractEndpoint())
                .read(DOCS, Right.SEE_PUBLIC, docs::page)
                .read(DOCS_FILE, Right.SEE_PUBLIC, docs::file);
    }
}
