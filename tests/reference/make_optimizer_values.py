#!/usr/bin/env python3
"""Makes optimizers.json: where PyTorch's optimizers take a few parameters, given made-up gradients.

    python3 make_optimizer_values.py OUTPUT_FOLDER

needs PyTorch and numpy, as make_values.py beside it does, and runs in a second. Everything is computed in float64.
Parameters and gradients come from make_values.py's hash: of KERNEL parameters that decay and BIAS ones that do not. The
gradient of step t is scaled by a factor that changes from step to step, so that a clip norm acts on some steps only.
"""

import json
import pathlib
import sys

import numpy as np
import torch
from torch.optim.lr_scheduler import OneCycleLR
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from make_values import hashed_uniform, rounded

KERNEL, BIAS, STEPS = 24, 8, 20
GRADIENT_SCALES = (0.1, 1.0, 0.3)  # In turn. Norms of about 0.3, 3.3 and 1.

# (options in Atelier's words, PyTorch's optimizer, its arguments, what it does to kernels)
CASES = [
    ({"optimizer": "adamw", "learning_rate": 4e-3, "beta1": 0.9, "beta2": 0.99, "epsilon": 1e-6, "weight_decay": 0.5},
     torch.optim.AdamW, {"lr": 4e-3, "betas": (0.9, 0.99), "eps": 1e-6}, {"weight_decay": 0.5}),
    # Atelier's l2 is half of this weight decay; see core/atelier/train/optimizer.h.
    ({"optimizer": "sgd", "learning_rate": 0.1, "momentum": 0.9, "nesterov": True, "l2": 0.025},
     torch.optim.SGD, {"lr": 0.1, "momentum": 0.9, "nesterov": True}, {"weight_decay": 0.05}),
    ({"optimizer": "adam", "learning_rate": 0.01, "beta1": 0.8, "beta2": 0.95, "epsilon": 1e-6, "l2": 0.05},
     torch.optim.Adam, {"lr": 0.01, "betas": (0.8, 0.95), "eps": 1e-6}, {"weight_decay": 0.1}),
    ({"optimizer": "sgd", "learning_rate": 0.2, "momentum": 0.9, "clip_norm": 1.0},
     torch.optim.SGD, {"lr": 0.2, "momentum": 0.9}, {}),
    ({"optimizer": "sgd", "learning_rate": 0.2, "momentum": 0.9, "schedule": "one-cycle", "warm_up": 0.25,
      "initial_fraction": 0.04, "final_fraction": 0.01, "anneal": "linear"},
     torch.optim.SGD, {"lr": 0.2, "momentum": 0.9}, {}),
    ({"optimizer": "sgd", "learning_rate": 0.1, "momentum": 0.9, "average_decay": 0.9},
     torch.optim.SGD, {"lr": 0.1, "momentum": 0.9}, {}),
]


def values(count, seed):
    return torch.from_numpy(hashed_uniform(0, count, seed).astype(np.float64))


def run(options, optimizer_class, arguments, for_kernels):
    start = values(KERNEL + BIAS, 0)
    module = torch.nn.ParameterList([start[:KERNEL].clone(), start[KERNEL:].clone()])
    kernel, bias = module
    optimizer = optimizer_class([{"params": [kernel], **for_kernels}, {"params": [bias], "weight_decay": 0}], **arguments)
    schedule = None
    if "schedule" in options:
        initial, final = options["initial_fraction"], options["final_fraction"]
        schedule = OneCycleLR(optimizer, max_lr=arguments["lr"], total_steps=STEPS, pct_start=options["warm_up"],
                              anneal_strategy=options["anneal"], div_factor=1 / initial, final_div_factor=initial / final,
                              cycle_momentum=False)
    decay = options.get("average_decay", 0)
    averaged = AveragedModel(module, multi_avg_fn=get_ema_multi_avg_fn(decay)) if decay else None
    clipped = 0
    for step in range(STEPS):
        gradient = values(KERNEL + BIAS, step + 1) * GRADIENT_SCALES[step % len(GRADIENT_SCALES)]
        kernel.grad, bias.grad = gradient[:KERNEL].clone(), gradient[KERNEL:].clone()
        if "clip_norm" in options:
            clipped += torch.nn.utils.clip_grad_norm_(module, options["clip_norm"]).item() > options["clip_norm"]
        optimizer.step()
        if schedule and step + 1 < STEPS:
            schedule.step()
        if averaged:
            averaged.update_parameters(module)
        if step == 0:
            first = [p.detach().clone() for p in module]
    assert "clip_norm" not in options or 0 < clipped < STEPS
    result = {"options": options, "parameters": [rounded(v) for p in module for v in p.tolist()]}
    if averaged:
        # PyTorch lets the first weights w1 stand for all before them: they count for decay^n of w1 too much.
        left = decay**STEPS
        result["average"] = [rounded(v) for p, w1 in zip(averaged.module, first) for v in ((p - left * w1) / (1 - left)).tolist()]
    return result


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    result = {
        "made_by": f"tests/reference/make_optimizer_values.py, PyTorch {torch.__version__}, float64",
        "kernel": KERNEL, "bias": BIAS, "steps": STEPS, "gradient_scales": GRADIENT_SCALES,
        "cases": [run(*case) for case in CASES],
    }
    path = pathlib.Path(sys.argv[1]) / "optimizers.json"
    path.write_text(json.dumps(result, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    with torch.no_grad():
        main()
