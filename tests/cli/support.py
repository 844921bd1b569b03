"""What the tests of the command line share: running it, small networks, pictures.

The tests drive the real executable on the real data, with Python's standard library alone:

    python3 -m unittest discover -s tests/cli            all of them, about half a minute
    cd tests/cli && python3 -m unittest test_predict     one file

Environment: ATELIER names the executable (default: build/native/atelier), ATELIER_DATA the folder with
Fashion-MNIST (default: where `./dev setup` puts it).
"""

import atexit
import functools
import json
import os
import pathlib
import re
import shutil
import struct
import subprocess
import tempfile
import unittest
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
ATELIER = os.environ.get("ATELIER", str(ROOT / "build" / "native" / "atelier"))
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
DATA = pathlib.Path(os.environ.get("ATELIER_DATA") or CACHE / "atelier" / "fashion-mnist")

CLASS_NAMES = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
               "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]

# Small enough for a second an epoch, good enough to tell garments apart.
SMALL_NETWORK = {
    "name": "small",
    "input": [28, 28, 1],
    "layers": [
        {"type": "conv2d", "filters": 4, "kernel_size": 4, "strides": 4, "activation": "relu"},
        {"type": "flatten"},
        {"type": "dense", "units": 10, "activation": "softmax"},
    ],
}


def scratch_folder():
    """A new folder that is gone when the tests end."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="atelier-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def atelier(*arguments, **options):
    """Runs the command line to its end; its output is text."""
    return subprocess.run([ATELIER, *map(str, arguments)], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, timeout=300, **options)


def small_network_file(folder, **changes):
    path = folder / "small.json"
    path.write_text(json.dumps({**SMALL_NETWORK, **changes}))
    return path


def train_small(out, *arguments):
    """Trains the small network into the folder `out`; 1 epoch unless the arguments say otherwise."""
    epochs = [] if "--epochs" in arguments else ["--epochs", 1]
    # One thread, however busy the machine is: a small network gains nothing from more.
    threads = [] if "--threads" in arguments else ["--threads", 1]
    return atelier("train", "--network", small_network_file(scratch_folder()), "--data", DATA,
                   "--out", out, *epochs, *threads, *arguments)


@functools.lru_cache(maxsize=None)
def trained_folder():
    """The folder of one training that all tests share."""
    out = scratch_folder() / "run"
    result = train_small(out, "--epochs", 2)
    if result.returncode != 0:
        raise RuntimeError(f"training failed: {result.stderr}")
    return out


def messages(result):
    """The lines of standard error, without the progress of a training that takes long."""
    return [line for line in result.stderr.splitlines() if not re.match(r"epoch \d+/\d+ ", line)]


class CommandLineTest(unittest.TestCase):
    maxDiff = None

    def assert_fails(self, result, code, *parts):
        """The exit code, and a single line on standard error that starts with the program's name and
        holds all of `parts`."""
        self.assertEqual(result.returncode, code, result.stdout + result.stderr)
        lines = messages(result)
        self.assertEqual(len(lines), 1, result.stderr)
        self.assertTrue(lines[0].startswith("atelier: "), lines[0])
        for part in parts:
            self.assertIn(part, lines[0])

    def assert_succeeds(self, result):
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(messages(result), [])


def png_chunk(kind, content):
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)


def png(width, height, pixel, colour_type=2, chunks_before_pixels=b""):
    """A PNG file's bytes. `pixel(x, y)` gives a pixel's bytes: 3 of them for colour type 2 (RGB), 4 for
    type 6 (RGBA), 1 for type 0 (grey)."""
    rows = b"".join(b"\0" + b"".join(bytes(pixel(x, y)) for x in range(width)) for y in range(height))
    return (b"\x89PNG\r\n\x1a\n"
            + png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, colour_type, 0, 0, 0))
            + chunks_before_pixels
            + png_chunk(b"IDAT", zlib.compress(rows))
            + png_chunk(b"IEND", b""))


def is_trousers(x, y, side):
    """Whether a pixel belongs to a pair of trousers that fills most of a square picture."""
    x, y = x / side, y / side
    waist = 0.1 <= y < 0.3 and 0.3 <= x < 0.7
    legs = 0.3 <= y < 0.9 and (0.3 <= x < 0.46 or 0.54 <= x < 0.7)
    return waist or legs


def trousers_png(side=100, garment=(40, 60, 120), ground=(255, 255, 255)):
    return png(side, side, lambda x, y: garment if is_trousers(x, y, side) else ground)
