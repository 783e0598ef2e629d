"""Trains the forecasting LSTM on float32 windows: a number of epochs a line in, seconds a line out.

    torch_fit.py FOLDER COLUMNS STEPS CHANNELS TARGETS HIDDEN BATCH
        reads FOLDER/*.f32, rows of STEPS x CHANNELS inputs and TARGETS targets, then numbers of
        epochs from standard input
    torch_fit.py --has VERSION      exit code 0 when PyTorch of that version can be loaded
"""

import glob
import sys
import time

import torch

if sys.argv[1] == "--has":
    sys.exit(0 if torch.__version__.split("+")[0] == sys.argv[2] else 1)

columns, steps, channels, targets, hidden, batch = (int(word) for word in sys.argv[2:8])
parts = []
for name in sorted(glob.glob(sys.argv[1] + "/*.f32")):
    with open(name, "rb") as file:
        parts.append(file.read())
rows = torch.frombuffer(bytearray(b"".join(parts)), dtype=torch.float32).reshape(-1, columns)
inputs = rows[:, : steps * channels].reshape(-1, steps, channels).contiguous()
truths = rows[:, steps * channels :].contiguous()

torch.set_num_threads(1)
LEVELS = (0.05, 0.95)
DELTA = 6.0


def fit(epochs):
    torch.manual_seed(1)
    lstm = torch.nn.LSTM(channels, hidden, batch_first=True)
    head = torch.nn.Linear(hidden, targets * (1 + len(LEVELS)))
    weights = list(lstm.parameters()) + list(head.parameters())
    adam = torch.optim.Adam(weights, lr=0.003)
    start = time.perf_counter()
    for _ in range(epochs):
        order = torch.randperm(len(inputs))
        for at in range(0, len(order), batch):
            some = order[at : at + batch]
            answer = head(lstm(inputs[some])[0][:, -1, :])
            truth = truths[some]
            size = (truth - answer[:, :targets]).abs()
            small = size.clamp(max=DELTA)
            loss = (small * (size - 0.5 * small)).sum(1)
            for level, quantile in enumerate(LEVELS, start=1):
                above = truth - answer[:, level * targets : (level + 1) * targets]
                pinball = torch.maximum(above * quantile, above * (quantile - 1))
                loss = loss + 0.1 * pinball.sum(1)
            adam.zero_grad()
            loss.mean().backward()
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            adam.step()
    return time.perf_counter() - start


for line in sys.stdin:
    print(fit(int(line)), flush=True)
