"""Evaluation of a model, and model files that cannot be used."""

import json
import re
import struct
import unittest

from support import (
    CLASS_NAMES,
    DATA,
    CommandLineTest,
    atelier,
    scratch_folder,
    train_small,
    trained_folder,
)


def evaluate(model, *arguments):
    return atelier("evaluate", "--model", model, "--data", DATA, "--threads", 1, *arguments)


class Evaluation(CommandLineTest):
    def test_the_report_fits_80_columns_and_names_every_class(self):
        result = evaluate(trained_folder() / "model.safetensors")
        self.assert_succeeds(result)
        lines = result.stdout.splitlines()
        self.assertLessEqual(max(map(len, lines)), 80)
        for name in CLASS_NAMES:
            self.assertEqual(sum(name in line for line in lines), 2, name)  # Table and matrix.

    def test_json_holds_the_same_and_adds_up(self):
        result = evaluate(trained_folder(), "--json")
        self.assert_succeeds(result)
        report = json.loads(result.stdout)
        matrix = report["confusion_matrix"]
        self.assertEqual(report["images"], 10_000)
        self.assertEqual([sum(row) for row in matrix], [1000] * 10)
        self.assertAlmostEqual(report["accuracy"], sum(matrix[i][i] for i in range(10)) / 10_000)
        for label, entry in enumerate(report["classes"]):
            self.assertEqual(entry["label"], label)
            self.assertEqual(entry["class"], CLASS_NAMES[label])
            self.assertAlmostEqual(entry["recall"], matrix[label][label] / 1000)
            predicted = sum(row[label] for row in matrix)
            self.assertAlmostEqual(entry["precision"], matrix[label][label] / predicted)

        in_words = evaluate(trained_folder()).stdout.splitlines()[0]
        self.assertIn(f"accuracy {report['accuracy']:.4f}", in_words)
        record = json.loads((trained_folder() / "run.json").read_text())
        self.assertEqual(record["result"]["test_accuracy"], report["accuracy"])

    def test_the_calibration_error_is_the_one_that_training_told(self):
        folder = scratch_folder() / "calibrated"
        told = train_small(folder, "--epochs", 1).stdout
        line = re.search(r"expected calibration error (\S+) at temperature .+", told)
        self.assertIn(line[0], evaluate(folder).stdout)
        report = json.loads(evaluate(folder, "--json").stdout)
        self.assertAlmostEqual(report["expected_calibration_error"], float(line[1]), 4)

    def test_flip_averaging_is_always_said_in_words(self):
        plain = json.loads(evaluate(trained_folder(), "--json").stdout)
        self.assertEqual(plain["method"], "single view")

        result = evaluate(trained_folder(), "--flip-averaging", "--json")
        self.assert_succeeds(result)
        averaged = json.loads(result.stdout)
        self.assertIn("flip averaging", averaged["method"])
        self.assertNotEqual(averaged["loss"], plain["loss"])
        matrix = averaged["confusion_matrix"]
        self.assertAlmostEqual(averaged["accuracy"], sum(matrix[i][i] for i in range(10)) / 10_000)

        result = evaluate(trained_folder(), "--flip-averaging")
        self.assert_succeeds(result)
        first, second = result.stdout.splitlines()[:2]
        self.assertIn("with flip averaging", first)
        self.assertIn(f"accuracy {averaged['accuracy']:.4f}", first)
        self.assertIn("mirror image", second)
        self.assertLessEqual(max(map(len, result.stdout.splitlines())), 80)


class UnusableModels(CommandLineTest):
    def setUp(self):
        self.folder = scratch_folder()
        self.model = (trained_folder() / "model.safetensors").read_bytes()

    def file(self, content):
        path = self.folder / "model.safetensors"
        path.write_bytes(content)
        return path

    def with_header(self, change):
        """The model with its JSON header changed by a function."""
        (length,) = struct.unpack("<Q", self.model[:8])
        header = json.loads(self.model[8:8 + length])
        change(header)
        text = json.dumps(header).encode()
        return self.file(struct.pack("<Q", len(text)) + text + self.model[8 + length:])

    def test_a_missing_model_or_a_folder_without_one_is_named(self):
        self.assert_fails(evaluate(self.folder / "absent"), 1, "absent", "no such file")
        self.assert_fails(evaluate(self.folder), 1, str(self.folder), "no such file")

    def test_a_truncated_model_is_refused_wherever_it_ends(self):
        for length in [0, 4, 8, 100, len(self.model) // 2, len(self.model) - 1]:
            with self.subTest(length):
                self.assert_fails(evaluate(self.file(self.model[:length])), 1, "model.safetensors")

    def test_trailing_bytes_are_refused(self):
        self.assert_fails(evaluate(self.file(self.model + b"\0")), 1, "model.safetensors")

    def test_a_file_that_is_no_model_is_refused(self):
        for content in [b"hello, world", b"\xff" * 100, b"\x89PNG\r\n\x1a\n" + b"\0" * 100]:
            with self.subTest(content[:8]):
                self.assert_fails(evaluate(self.file(content)), 1, "model.safetensors")

    def test_a_later_version_is_refused(self):
        def change(header):
            header["__metadata__"]["format_version"] = "999"
        self.assert_fails(evaluate(self.with_header(change)), 1, "model.safetensors", "999")

    def test_weights_of_another_network_are_refused_by_tensor_and_shapes(self):
        def change(header):
            network = json.loads(header["__metadata__"]["network"])
            network["layers"][0]["filters"] = 5
            header["__metadata__"]["network"] = json.dumps(network)
        self.assert_fails(evaluate(self.with_header(change)), 1, "conv2d/kernel", "4, 4, 1, 5",
                          "4, 4, 1, 4")


if __name__ == "__main__":
    unittest.main()
