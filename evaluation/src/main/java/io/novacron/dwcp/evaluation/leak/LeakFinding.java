package io.novacron.dwcp.evaluation.leak;

/**
 * What came of one check.
 *
 * @param check name of the check
 * @param passed whether nothing was found
 * @param detail what was found, or what was looked at
 */
public record LeakFinding(String check, boolean passed, String detail) {}
