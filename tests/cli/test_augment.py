"""The contact sheet of an augmentation, and training with one."""

import json
import struct
import unittest
import zlib

from support import DATA, CommandLineTest, atelier, scratch_folder, train_small, trained_folder


def augment(*arguments):
    return atelier("augment", "--data", DATA, *arguments)


def grey_png(path):
    """Width, height and rows of a grey PNG of 8 bits, whatever filters its rows have."""
    content = path.read_bytes()
    width, height, depth, colour_type = struct.unpack(">IIBB", content[16:26])
    assert (content[:8], depth, colour_type) == (b"\x89PNG\r\n\x1a\n", 8, 0)
    offset, compressed = 8, b""
    while offset < len(content):
        (length,) = struct.unpack(">I", content[offset:offset + 4])
        if content[offset + 4:offset + 8] == b"IDAT":
            compressed += content[offset + 8:offset + 8 + length]
        offset += 12 + length
    data = zlib.decompress(compressed)
    rows, above = [], bytes(width)
    for y in range(height):
        kind, row = data[y * (width + 1)], bytearray(data[y * (width + 1) + 1:(y + 1) * (width + 1)])
        for x in range(width):
            left, up = row[x - 1] if x else 0, above[x]
            corner = above[x - 1] if x else 0
            guess = left + up - corner
            nearest = min((left, up, corner), key=lambda value: abs(guess - value))
            row[x] = (row[x] + [0, left, up, (left + up) // 2, nearest][kind]) % 256
        rows.append(bytes(row))
        above = row
    return width, height, rows


def cell(rows, left, top, magnification=1):
    return [row[left:left + 28 * magnification:magnification]
            for row in rows[top:top + 28 * magnification:magnification]]


class ContactSheet(CommandLineTest):
    def setUp(self):
        self.out = scratch_folder() / "sheet.png"

    def test_shows_each_image_and_its_versions(self):
        result = augment("--out", self.out, "--flip", 1, "--images", 3, "--versions", 2,
                         "--magnification", 2)
        self.assert_succeeds(result)
        self.assertIn(str(self.out), result.stdout)
        width, height, rows = grey_png(self.out)
        self.assertEqual((width, height), (2 * (4 + 28 + 8 + 28 + 2 + 28 + 4), 2 * (4 + 3 * 30 - 2 + 4)))
        for row in range(3):
            top = 2 * (4 + 30 * row)
            original = cell(rows, 8, top, 2)
            self.assertNotEqual(original, [bytes(28)] * 28)
            for left in [80, 140]:
                self.assertEqual(cell(rows, left, top, 2), [line[::-1] for line in original])

    def test_a_recipe_gives_its_augmentation_and_flags_override_it(self):
        self.assert_succeeds(augment("two-block-augmented", "--out", self.out))
        recipe = self.out.read_bytes()
        self.assert_succeeds(augment("--out", self.out, "--flip", 0.5, "--translation", 0.1,
                                     "--rotation", 15, "--zoom", 0.1, "--contrast", 0.1))
        self.assertEqual(self.out.read_bytes(), recipe)
        self.assert_succeeds(augment("two-block-augmented", "--out", self.out, "--flip", 0))
        self.assertNotEqual(self.out.read_bytes(), recipe)

    def test_another_seed_gives_other_versions(self):
        sheets = []
        for seed in [1, 2, 1]:
            self.assert_succeeds(augment("--out", self.out, "--rotation", 15, "--images", 1,
                                         "--seed", seed))
            sheets.append(self.out.read_bytes())
        self.assertNotEqual(sheets[0], sheets[1])
        self.assertEqual(sheets[0], sheets[2])

    def test_what_cannot_be_shown_is_refused(self):
        self.assert_fails(augment("--out", self.out), 2, "augment", "nothing to show")
        self.assert_fails(augment("classic", "--out", self.out), 2, "nothing to show")
        self.assert_fails(augment("clasic", "--out", self.out), 2, "clasic", "two-block-augmented")
        self.assert_fails(augment("--flip", 1), 2, "--out")
        for option, value in [("--flip", "1.5"), ("--shift", "65"), ("--rotation", "-1"),
                              ("--zoom", "1"), ("--images", "0"), ("--versions", "65")]:
            with self.subTest(option):
                self.assert_fails(augment("--out", self.out, option, value), 2, option, value)
        self.assert_fails(augment("--out", self.out, "--erasing-largest", 0.5), 2,
                          "--erasing-largest", "erasing")
        self.assert_fails(augment("--out", self.out / "sheet.png", "--flip", 1), 1, str(self.out))


class AugmentedTraining(CommandLineTest):
    def test_the_options_reach_the_record_and_the_command_repeats_the_run(self):
        folder = scratch_folder() / "run"
        self.assert_succeeds(train_small(folder, "--epochs", 2, "--flip", 0.5, "--shift", 2,
                                         "--rotation", 15, "--erasing", 0.25))
        record = json.loads((folder / "run.json").read_text())
        self.assertLessEqual({"flip": 0.5, "shift": 2, "rotation": 15, "zoom": 0, "erasing": 0.25,
                              "erasing_smallest": 0.02}.items(), record["options"].items())
        self.assertNotEqual((folder / "model.safetensors").read_bytes(),
                            (trained_folder() / "model.safetensors").read_bytes())
        again = scratch_folder() / "again"
        command = record["command"].split()
        self.assert_succeeds(atelier(*command[1:], "--out", again, "--threads", 2))
        self.assertEqual((again / "model.safetensors").read_bytes(),
                         (folder / "model.safetensors").read_bytes())

    def test_it_ends_by_saying_how_to_make_the_report(self):
        folder = scratch_folder() / "run"
        result = train_small(folder)
        self.assert_succeeds(result)
        self.assertEqual(result.stdout.splitlines()[-1], f"report: atelier report {folder}")


if __name__ == "__main__":
    unittest.main()
