#!/usr/bin/env python3
"""Atelier's training recipes in PyTorch, as a peer for speed and accuracy.

    OMP_NUM_THREADS=2 python3 tests/bench/peers/pytorch_training.py FASHION_MNIST_FOLDER classic --batch-size 128 --epochs 3

needs PyTorch and numpy, and Fashion-MNIST's files, plain or with ".gz". It trains on the first 48,000 training images,
validates on the other 12,000, and tests the weights of the lowest validation loss; images/s are those of the training,
validation not counted. With --seconds it only measures speed, for so long after a warm-up of two seconds. Set OMP_NUM_THREADS to --threads. On Debian, install libopenblas0-openmp as well: OpenBLAS's own
threads fight with OpenMP's, which costs a factor of four.

What makes PyTorch fast here is on: channels-last memory, Adam's fused implementation, denormals flushed to zero.
"""

import argparse
import copy
import gzip
import pathlib
import statistics
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

TRAINING_COUNT = 48_000


def read_idx(folder, name, header):
    plain, packed = folder / name, folder / (name + ".gz")
    data = plain.read_bytes() if plain.exists() else gzip.decompress(packed.read_bytes())
    return np.frombuffer(data, np.uint8, offset=header).copy()


def read_set(folder, prefix):
    images = torch.from_numpy(read_idx(folder, prefix + "-images-idx3-ubyte", 16)).reshape(-1, 1, 28, 28).float() / 255
    labels = torch.from_numpy(read_idx(folder, prefix + "-labels-idx1-ubyte", 8)).long()
    return images, labels


def make_network(name):
    def relu():
        return nn.ReLU(inplace=True)

    if name == "classic":
        layers = [nn.Conv2d(1, 28, 3), relu(), nn.MaxPool2d(2), nn.Conv2d(28, 56, 3), relu(), nn.Flatten(),
                  nn.Linear(6776, 56), relu(), nn.Linear(56, 10)]
    else:
        padding, features = (1, 3136) if name == "two-block-same" else (0, 1024)
        layers = [nn.Conv2d(1, 32, 3, padding=padding), relu(), nn.Conv2d(32, 32, 3, padding=padding), relu(),
                  nn.MaxPool2d(2), nn.Conv2d(32, 64, 3, padding=padding), relu(),
                  nn.Conv2d(64, 64, 3, padding=padding), relu(), nn.MaxPool2d(2), nn.Flatten(),
                  nn.Linear(features, 128), relu(), nn.Linear(128, 10)]
    for layer in layers:
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)
    return nn.Sequential(*layers).to(memory_format=torch.channels_last)


def evaluate(network, images, labels):
    """Mean loss and accuracy."""
    loss, correct = 0.0, 0
    with torch.inference_mode():
        for x, y in zip(images.split(1000), labels.split(1000)):
            logits = network(x.contiguous(memory_format=torch.channels_last))
            loss += F.cross_entropy(logits, y, reduction="sum").item()
            correct += (logits.argmax(1) == y).sum().item()
    return loss / len(labels), correct / len(labels)


def train_epoch(network, optimizer, images, labels, batch_size):
    """Seconds taken."""
    start = time.perf_counter()
    for indices in torch.randperm(len(labels)).split(batch_size):
        x = images[indices].contiguous(memory_format=torch.channels_last)
        optimizer.zero_grad(set_to_none=True)
        F.cross_entropy(network(x), labels[indices]).backward()
        optimizer.step()
    return time.perf_counter() - start


def measure_speed(network, optimizer, images, labels, batch_size, seconds):
    """Images/s."""
    chunk = slice(0, 16 * batch_size)
    end = time.perf_counter() + 2
    while time.perf_counter() < end:
        train_epoch(network, optimizer, images[chunk], labels[chunk], batch_size)
    count, taken = 0, 0.0
    while taken < seconds:
        first = count % (len(labels) - chunk.stop)
        part = slice(first, first + chunk.stop)
        taken += train_epoch(network, optimizer, images[part], labels[part], batch_size)
        count += chunk.stop
    return count / taken


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("network", choices=["classic", "two-block", "two-block-same"])
    parser.add_argument("--batch-size", type=int, default=128)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seconds", type=float, help="measure speed alone, for so long")
    options = parser.parse_args()

    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    images, labels = read_set(options.folder, "train")
    test_set = read_set(options.folder, "t10k")
    validation_set = images[TRAINING_COUNT:], labels[TRAINING_COUNT:]
    images, labels = images[:TRAINING_COUNT], labels[:TRAINING_COUNT]

    accuracies, speeds = [], []
    for seed in options.seeds:
        torch.manual_seed(seed)
        network = make_network(options.network)
        optimizer = torch.optim.Adam(network.parameters(), lr=1e-3, eps=1e-7, fused=True)
        if options.seconds:
            speeds.append(measure_speed(network, optimizer, images, labels, options.batch_size, options.seconds))
            continue
        best_loss, best_weights = float("inf"), None
        for epoch in range(1, options.epochs + 1):
            speeds.append(len(labels) / train_epoch(network, optimizer, images, labels, options.batch_size))
            loss, accuracy = evaluate(network, *validation_set)
            print(f"seed {seed}, epoch {epoch}: {speeds[-1]:.0f} images/s, validation loss {loss:.4f}, "
                  f"accuracy {accuracy:.4f}", flush=True)
            if loss < best_loss:
                best_loss, best_weights = loss, copy.deepcopy(network.state_dict())
        network.load_state_dict(best_weights)
        accuracies.append(evaluate(network, *test_set)[1])
        print(f"seed {seed}: test accuracy {accuracies[-1]:.4f}", flush=True)
    summary = f"median {statistics.median(speeds):.0f} images/s"
    if accuracies:
        summary += f", median test accuracy {statistics.median(accuracies):.4f}"
    print(f"PyTorch {torch.__version__}, {options.network}, batch {options.batch_size}, {options.threads} threads: {summary}")


if __name__ == "__main__":
    main()
