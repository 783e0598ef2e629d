/**
 * A laboratory of consensus protocols: an event engine, a network of regions, faults, protocols
 * behind one interface, and the check that no two honest replicas ever disagree. Plain Java without
 * Spark; the jobs around it lie one package up. Read Engine, then Protocol, then Pbft.
 */
@NullMarked
package io.novacron.dwcp.jobs.generate.consensus;

import org.jspecify.annotations.NullMarked;
