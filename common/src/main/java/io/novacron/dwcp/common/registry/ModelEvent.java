package io.novacron.dwcp.common.registry;

/**
 * One event in a model's life; run, event and version identify it.
 *
 * @param event published, refused or rolled_back
 * @param detail one sentence
 */
record ModelEvent(String runId, String model, String event, long version, String detail) {}
