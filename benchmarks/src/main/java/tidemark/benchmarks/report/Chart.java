package tidemark.benchmarks.report;

/** A picture of results. */
public sealed interface Chart permits BarChart, LatencyChart {

    /** As a document in SVG. The same results give the same text, on machines with the same fonts. */
    String svg();
}
