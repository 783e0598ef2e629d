#!/usr/bin/env bash
# Runs one subcommand of the suite: through spark-submit when SPARK_HOME is set, otherwise in an
# embedded local session. Everything after the subcommand is passed on; see submit.sh --help.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
target="$here/jobs/target"
jar="$target/dwcp-training.jar"
main=io.novacron.dwcp.jobs.launch.Main

if [[ ! -f "$jar" || -n "$(find "$here"/pom.xml "$here"/*/pom.xml "$here"/*/src/main "$here/conf" -newer "$jar" -print -quit)" ]]; then
  echo "building dwcp-training (first use or changed sources)" >&2
  (cd "$here" && mvn -q -B -DskipTests -Dspotless.check.skip=true package) >&2
fi

opens=()
while read -r package; do opens+=("--add-opens=$package=ALL-UNNAMED"); done <"$here/submit/opens.txt"

# PyTorch's libraries are unpacked from their jar once a build, on executors once an application: into
# the folder that Spark gives each of them to work in. Never from the network.
natives=(-Dai.djl.offline=true "-DENGINE_CACHE_DIR=$target/natives" "-DDJL_CACHE_DIR=$target/natives")
executor_natives="-Dai.djl.offline=true -DENGINE_CACHE_DIR=natives -DDJL_CACHE_DIR=natives"

if [[ -n "${SPARK_HOME:-}" ]]; then
  jars="$(printf '%s,' "$target"/lib/*.jar)"
  exec "$SPARK_HOME/bin/spark-submit" \
    --class "$main" \
    --properties-file "$here/submit/spark-defaults.conf" \
    --driver-java-options "${opens[*]} ${natives[*]} -Duser.timezone=UTC -Dlog4j2.configurationFile=file:$target/classes/log4j2-dwcp.properties" \
    --conf "spark.executor.extraJavaOptions=${opens[*]} $executor_natives -Duser.timezone=UTC" \
    --jars "${jars%,}" \
    ${DWCP_SPARK_SUBMIT_OPTIONS:-} \
    "$jar" "$@"
fi

# Planning and committing many small tables is code that runs a few times only: the second compiler
# took a third of a night's processor time and gave less back. Payloads are native code anyway.
# Benchmarks run the same code again and again, for as long as a service would: both compilers. Their
# heap is touched at the start: what the process grows by later is memory beside it.
options="-Xmx2200m -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=192m"
if [[ "${1:-}" == benchmark ]]; then
  options="-Xms2200m -Xmx2200m -XX:+AlwaysPreTouch"
fi

# Executors of their own, processes of one core each, that Spark starts on this machine: they get the
# class path, so that the home that Spark's launcher wants may lack everything but its empty folder.
executors=()
if [[ -n "${DWCP_EXECUTORS:-}" ]]; then
  mkdir -p "$target/spark/jars"
  export SPARK_HOME="$target/spark" SPARK_SCALA_VERSION=2.12 SPARK_LOCAL_IP=127.0.0.1
  executors=("-Dspark.master=local-cluster[$DWCP_EXECUTORS,1,1536]" -Dspark.executor.memory=1536m
    "-Dspark.cores.max=$DWCP_EXECUTORS" -Dspark.scheduler.minRegisteredResourcesRatio=1
    -Dspark.driver.host=127.0.0.1 -Dspark.driver.bindAddress=127.0.0.1 -Dspark.ui.enabled=false
    "-Dspark.executor.extraClassPath=$jar:$(cat "$target/classpath.txt")"
    "-Dspark.executor.extraJavaOptions=-XX:ActiveProcessorCount=1 -XX:TieredStopAtLevel=1 ${opens[*]} ${natives[*]} -Duser.timezone=UTC -Dlog4j2.configurationFile=log4j2-dwcp.properties")
fi

java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
exec "$java" "${opens[@]}" ${DWCP_JAVA_OPTIONS:-$options} "${natives[@]}" "${executors[@]}" \
  -XX:+UseParallelGC -XX:MetaspaceSize=256m -Xshare:auto -Duser.timezone=UTC -Dfile.encoding=UTF-8 -Djava.awt.headless=true \
  -Dlog4j2.configurationFile=log4j2-dwcp.properties \
  -cp "$jar:$(cat "$target/classpath.txt")" "$main" "$@"
