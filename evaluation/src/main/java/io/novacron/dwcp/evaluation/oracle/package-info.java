/**
 * What would have been best: every candidate really compressed, restored and compared, its compute
 * time from a calibration that is measured once a run and frozen. No features and no models here.
 * Read OracleCost first, then CompressionOracle, Calibration and OracleLabels.
 */
@NullMarked
package io.novacron.dwcp.evaluation.oracle;

import org.jspecify.annotations.NullMarked;
