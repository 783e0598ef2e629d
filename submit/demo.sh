#!/usr/bin/env bash
# A whole night on an empty lake of its own: generate, ingest, features, labels, train, evaluate,
# publish, report. Options are those of "submit.sh demo"; see demo.sh --help.
set -euo pipefail
exec "$(dirname "${BASH_SOURCE[0]}")/submit.sh" demo "$@"
