"""`./dev`: its help, and what it is asked that it does not know. Nothing is built for either."""

import subprocess
import unittest

from support import ROOT

CHECKS = ["format", "tidy", "core", "sanitizers", "cli", "wasm", "web", "e2e", "firefox"]
BENCHMARKS = ["native", "browser", "pictures", "recognition", "peers"]


def dev(*arguments):
    return subprocess.run([ROOT / "dev", *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                          timeout=60)


class DevTest(unittest.TestCase):
    def assert_helps(self, result, words):
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        for word in words:
            self.assertIn(word, result.stdout)

    def assert_misused(self, result, *words):
        self.assertEqual((result.returncode, result.stdout), (2, ""))
        for word in words:
            self.assertIn(word, result.stderr)


class Help(DevTest):
    def test_lists_the_commands(self):
        commands = ["setup", "serve", "build-page", "train", "atelier", "test", "bench", "format"]
        for arguments in [[], ["help"], ["--help"], ["-h"], ["setup", "--help"], ["serve", "--help"], ["format", "-h"],
                          ["build-page", "--help"]]:
            with self.subTest(arguments):
                self.assert_helps(dev(*arguments), commands)

    def test_of_the_checks_lists_them(self):
        for arguments in [["--help"], ["-h"], ["--only", "core", "--help"]]:
            with self.subTest(arguments):
                self.assert_helps(dev("test", *arguments), CHECKS)

    def test_of_the_benchmarks_lists_them_with_their_options(self):
        words = [*BENCHMARKS, "--peers", "Google Benchmark", "--benchmark_filter", "--strokes", "--uploads", "--rounds"]
        for arguments in [["--help"], ["help"], ["-h"], ["native", "--help"], ["pictures", "--help"], ["--peers", "-h"]]:
            with self.subTest(arguments):
                self.assert_helps(dev("bench", *arguments), words)


class WhatIsNotKnown(DevTest):
    def test_command_lists_the_known_ones(self):
        self.assert_misused(dev("nonsense"), "nonsense", "setup", "bench")

    def test_check_lists_the_known_ones(self):
        self.assert_misused(dev("test", "--only", "core,nonsense"), "nonsense", *CHECKS)
        self.assert_misused(dev("test", "--only"), "--only", *CHECKS)
        self.assert_misused(dev("test", "--only", ","), "--only", *CHECKS)
        self.assert_misused(dev("test", "core"), "core", "--only")

    def test_benchmark_lists_the_known_ones(self):
        self.assert_misused(dev("bench", "nonsense"), "nonsense", *BENCHMARKS)

    def test_argument_of_a_command_that_takes_none(self):
        for command in ["setup", "build-page", "format"]:
            with self.subTest(command):
                self.assert_misused(dev(command, "everything"), command, "everything")


if __name__ == "__main__":
    unittest.main()
