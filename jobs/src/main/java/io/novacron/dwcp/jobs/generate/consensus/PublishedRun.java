package io.novacron.dwcp.jobs.generate.consensus;

/**
 * One measured run.
 *
 * @param name file and number of the row, from 1
 * @param requestsPerS batches a replica proposes a second
 * @param headerRequests batches that let a header go early; 0 when unknown
 * @param headerDelayMs longest delay of a header, ms; 0 when unknown
 * @param latencyMs mean over batches of earliest commit less creation
 * @param isSaturated the cluster could not keep up with its clients
 */
record PublishedRun(
    String name,
    int replicas,
    int faulty,
    double requestsPerS,
    int headerRequests,
    double headerDelayMs,
    double latencyMs,
    boolean isSaturated) {}
