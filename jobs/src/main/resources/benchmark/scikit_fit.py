"""Fits scikit-learn's isolation forest on float32 rows: a question a line in, seconds a line out.

A question is a seed, or a seed, a number of threads and a contamination (auto or a share).

    scikit_fit.py FOLDER COLUMNS     reads FOLDER/*.f32, then questions from standard input
    scikit_fit.py --has VERSION      exit code 0 when scikit-learn of that version can be loaded
"""

import glob
import sys
import time

import numpy
import sklearn
from sklearn.ensemble import IsolationForest

if sys.argv[1] == "--has":
    sys.exit(0 if sklearn.__version__ == sys.argv[2] else 1)

parts = [numpy.fromfile(name, dtype="<f4") for name in sorted(glob.glob(sys.argv[1] + "/*.f32"))]
rows = numpy.concatenate(parts).reshape(-1, int(sys.argv[2]))

for line in sys.stdin:
    words = line.split()
    seed, threads, contamination = words if len(words) == 3 else (words[0], "2", "auto")
    forest = IsolationForest(
        n_estimators=100,
        max_samples=256,
        n_jobs=int(threads),
        contamination="auto" if contamination == "auto" else float(contamination),
        random_state=int(seed),
    )
    start = time.perf_counter()
    forest.fit(rows)
    print(time.perf_counter() - start, flush=True)
