/**
 * Real bytes for transfers: a catalogue of the machine's files, payloads cut from them at drawn
 * places, and baselines. Bytes are read where they are used and never collected. Read
 * PayloadCatalog first.
 */
@NullMarked
package io.novacron.dwcp.jobs.generate.payload;

import org.jspecify.annotations.NullMarked;
