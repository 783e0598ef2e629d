package io.novacron.dwcp.jobs.generate.consensus;

/**
 * A time in which something made a cluster slow: truth, written from the cause.
 *
 * @param startS and {@code endS}: since the first row's interval began, s
 */
public record Episode(String clusterId, String kind, double startS, double endS, double severity) {}
