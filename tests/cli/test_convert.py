"""Models saved anew in another precision."""

import json
import unittest

from support import DATA, CommandLineTest, atelier, scratch_folder, trained_folder


def accuracy(model):
    result = atelier("evaluate", "--model", model, "--data", DATA, "--threads", 1, "--json")
    return json.loads(result.stdout)["accuracy"]


class Conversion(CommandLineTest):
    def test_half_precision_takes_half_the_bytes_and_answers_alike(self):
        model = trained_folder() / "model.safetensors"
        half = scratch_folder() / "half.safetensors"
        self.assert_succeeds(atelier("convert", "--model", model, "--out", half, "--half"))
        self.assertLess(half.stat().st_size, 0.75 * model.stat().st_size)
        self.assertAlmostEqual(accuracy(half), accuracy(model), delta=0.002)

    def test_single_precision_keeps_every_byte(self):
        model = trained_folder() / "model.safetensors"
        again = scratch_folder() / "again.safetensors"
        self.assert_succeeds(atelier("convert", "--model", trained_folder(), "--out", again))
        self.assertEqual(again.read_bytes(), model.read_bytes())


if __name__ == "__main__":
    unittest.main()
