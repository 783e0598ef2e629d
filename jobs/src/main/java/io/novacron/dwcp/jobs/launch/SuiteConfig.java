package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.common.table.LandingConfig;
import io.novacron.dwcp.common.table.TableConfig;
import io.novacron.dwcp.features.clean.CleanConfig;
import io.novacron.dwcp.jobs.generate.GenerateConfig;
import io.novacron.dwcp.jobs.generate.consensus.ConsensusConfig;
import io.novacron.dwcp.jobs.quality.QualityConfig;
import io.novacron.dwcp.jobs.step.NightConfig;

/**
 * The whole configuration; the only class that sees every section.
 *
 * @param lake folder of the lake
 * @param seed seed of everything random
 */
record SuiteConfig(
    String lake,
    long seed,
    SparkConfig spark,
    TableConfig tables,
    NightConfig night,
    LandingConfig landing,
    CleanConfig clean,
    QualityConfig quality,
    GenerateConfig generate,
    ConsensusConfig simulate,
    ModelsConfig models,
    BenchmarkConfig benchmark) {}
