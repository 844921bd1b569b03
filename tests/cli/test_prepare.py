"""What `atelier prepare` shows of a picture."""

import json
import pathlib
import struct
import unittest

from support import CommandLineTest, atelier, png, scratch_folder, trained_folder, trousers_png

JPEG = (pathlib.Path(__file__).parent / "trousers.jpg").read_bytes()


def size_of(path):
    return struct.unpack(">II", path.read_bytes()[16:24])


def with_orientation(jpeg, orientation, order="<"):
    """The JPEG with Exif data that hold one tag: the orientation."""
    mark = b"II" if order == "<" else b"MM"
    tiff = mark + struct.pack(order + "HIHHHIHHI", 42, 8, 1, 0x0112, 3, 1, orientation, 0, 0)
    exif = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


class Prepare(CommandLineTest):
    def setUp(self):
        self.folder = scratch_folder()
        self.out = self.folder / "out"

    def prepare(self, content, *flags, name="picture.png"):
        path = self.folder / name
        path.write_bytes(content)
        result = atelier("prepare", "--out", self.out, *flags, path)
        self.assert_succeeds(result)
        return result.stdout

    def test_writes_what_the_network_sees(self):
        text = self.prepare(trousers_png())
        self.assertIn("dark on light, 40x80 pixels from (30, 10)", text)
        self.assertEqual([path.name for path in self.out.iterdir()], ["picture-prepared.png"])
        self.assertEqual(size_of(self.out / "picture-prepared.png"), (28, 28))

    def test_writes_each_step_in_order(self):
        self.prepare(trousers_png(), "--steps")
        self.assertEqual(sorted(path.name for path in self.out.iterdir()), [
            "picture-1-picture.png", "picture-2-background.png", "picture-3-garment.png",
            "picture-4-tones.png", "picture-5-scaled.png", "picture-6-prepared.png",
            "picture-prepared.png"])
        self.assertEqual(size_of(self.out / "picture-1-picture.png"), (100, 100))
        self.assertEqual(size_of(self.out / "picture-6-prepared.png"), (28, 28))

    def test_an_outline_drawing_is_filled(self):
        def frame(x, y):
            inside = 20 <= x < 80 and 20 <= y < 80
            hollow = 24 <= x < 76 and 24 <= y < 76
            return (0, 0, 0) if inside and not hollow else (255, 255, 255)
        text = self.prepare(png(100, 100, frame), "--steps")
        self.assertIn("an outline drawing", text)
        self.assertTrue((self.out / "picture-4-filled.png").exists())

    def test_nothing_to_see_leaves_no_prepared_picture(self):
        def line(x, y):
            return (0, 0, 0) if 48 <= y < 52 and 10 <= x < 90 else (255, 255, 255)
        for content in [png(50, 50, lambda x, y: (200, 200, 200)), png(100, 100, line)]:
            self.assertIn("nothing to see", self.prepare(content))
            self.assertEqual(list(self.out.iterdir()), [])

    def test_a_photograph_lying_on_its_side_is_turned_upright(self):
        # Trousers lying down are a level line of legs; standing, they are taller than wide.
        upright = self.prepare(JPEG, name="upright.jpg").split(", ")[2]
        width, height = (int(side) for side in upright.split(" ")[0].split("x"))
        self.assertGreater(height, width)
        for order in "<>":
            for orientation in range(1, 9):
                with self.subTest(orientation=orientation, order=order):
                    text = self.prepare(with_orientation(JPEG, orientation, order), name="turned.jpg")
                    sides = (height, width) if orientation >= 5 else (width, height)
                    self.assertIn(f"{sides[0]}x{sides[1]} pixels", text)

    def test_damaged_exif_data_are_no_reason_to_refuse_a_picture(self):
        good = with_orientation(JPEG, 6)
        for end in range(4, 40, 3):
            cut = good[:2] + b"\xff\xe1" + struct.pack(">H", end - 2) + good[6:2 + end] + JPEG[2:]
            with self.subTest(end=end):
                self.prepare(cut, name="damaged.jpg")


class Turned(CommandLineTest):
    def test_a_turned_photograph_is_recognised_once_it_says_so(self):
        folder = scratch_folder()
        path = folder / "picture.jpg"
        answers = []
        for orientation in [1, 3]:
            path.write_bytes(with_orientation(JPEG, orientation))
            result = atelier("predict", "--json", "--model", trained_folder(), path)
            self.assert_succeeds(result)
            answers.append(json.loads(result.stdout)["probabilities"])
        self.assertNotEqual(*answers)


if __name__ == "__main__":
    unittest.main()
