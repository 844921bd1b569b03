"""Classifying picture files, and files that are no pictures."""

import json
import math
import os
import pathlib
import struct
import unittest

from support import (CLASS_NAMES, CommandLineTest, atelier, is_trousers, png, png_chunk,
                     scratch_folder, trained_folder, trousers_png)

# Trousers, 64x64, grey on white; written by stb_image_write at quality 60.
JPEG = (pathlib.Path(__file__).parent / "trousers.jpg").read_bytes()


def predict(*arguments, **options):
    return atelier("predict", "--model", trained_folder(), *arguments, **options)


def zero_model(trained, change_metadata, tensors):
    """A model file with the metadata of a trained one, changed, and tensors of the given shapes."""
    content = trained.read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    header = {"__metadata__": change_metadata(json.loads(content[8:8 + length])["__metadata__"])}
    end = 0
    for name, shape in tensors.items():
        start, end = end, end + 4 * math.prod(shape)
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [start, end]}
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + b"\0" * end


class Pictures(CommandLineTest):
    def setUp(self):
        self.folder = scratch_folder()

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content)
        return path

    def answer(self, content, name="picture.png"):
        """The JSON object for a single picture."""
        result = predict("--json", self.file(name, content))
        self.assert_succeeds(result)
        (line,) = result.stdout.splitlines()
        return json.loads(line)

    def test_json_holds_file_label_class_and_ten_probabilities(self):
        path = self.file("trousers.png", trousers_png())
        result = predict("--json", path)
        self.assert_succeeds(result)
        answer = json.loads(result.stdout)
        self.assertEqual(list(answer), ["file", "label", "class", "unsure", "probabilities"])
        self.assertEqual(answer["file"], str(path))
        self.assertEqual((answer["label"], answer["class"]), (1, "Trouser"))
        self.assertEqual(len(answer["probabilities"]), 10)
        self.assertAlmostEqual(sum(answer["probabilities"]), 1, places=5)
        self.assertEqual(max(answer["probabilities"]), answer["probabilities"][1])

    def test_trousers_are_seen_on_any_ground(self):
        side = 64
        see_through = png(side, side, colour_type=6, pixel=lambda x, y: (
            (40, 60, 120, 255) if is_trousers(x, y, side) else (255, 0, 0, 0)))
        grey = png(side, side, colour_type=0, pixel=lambda x, y: (
            (30,) if is_trousers(x, y, side) else (220,)))
        pictures = {
            "dark on white": trousers_png(),
            "light on black": trousers_png(garment=(220, 220, 210), ground=(0, 0, 0)),
            "on a coloured ground": trousers_png(garment=(230, 220, 90), ground=(20, 90, 60)),
            "large": trousers_png(side=300),
            "transparent around": see_through,
            "grey": grey,
            "JPEG": JPEG,
        }
        for kind, content in pictures.items():
            with self.subTest(kind):
                self.assertEqual(self.answer(content)["class"], "Trouser")

    def test_the_ending_of_the_name_does_not_matter(self):
        self.assertEqual(self.answer(JPEG, "picture.dat")["class"], "Trouser")

    def test_an_image_in_the_data_sets_form_can_be_taken_as_it_is(self):
        picture = self.file("dim.png", png(28, 28, lambda x, y: (90,) if is_trousers(x, y, 28) else (0,),
                                           colour_type=0))
        prepared, as_it_is = (json.loads(predict("--json", *flags, picture).stdout)
                              for flags in ([], ["--prepared"]))
        # Preparation levels the contrast.
        self.assertNotEqual(prepared["probabilities"], as_it_is["probabilities"])
        large = self.file("large.png", trousers_png())
        self.assert_fails(predict("--prepared", large), 1, "large.png", "100x100", "28x28")

    def test_in_words_the_most_probable_classes_are_named_in_order(self):
        result = predict(self.file("trousers.png", trousers_png()))
        self.assert_succeeds(result)
        names = "|".join(CLASS_NAMES)
        self.assertRegex(result.stdout,
                         rf"^.*trousers\.png: (not sure: )?Trouser [\d.]+ %  \(then ({names}) [\d.]+ %, ({names}) "
                         r"[\d.]+ %\)\n$")

    def test_a_blank_picture_shows_nothing(self):
        blank = png(50, 50, lambda x, y: (200, 200, 200))
        answer = self.answer(blank)
        self.assertIsNone(answer["label"])
        self.assertIn("nothing to see", answer["note"])
        result = predict(self.file("blank.png", blank))
        self.assert_succeeds(result)
        self.assertIn("blank.png: nothing to see", result.stdout)

    def test_file_names_may_hold_anything(self):
        picture = self.file("trousers.png", trousers_png())
        name = os.fsencode(self.folder) + b'/a "quoted"\nname \xff.png'
        os.rename(picture, name)
        result = predict("--json", os.fsdecode(name))
        self.assert_succeeds(result)
        (line,) = result.stdout.splitlines()
        self.assertEqual(json.loads(line)["class"], "Trouser")


class UnusableFiles(CommandLineTest):
    def setUp(self):
        self.folder = scratch_folder()

    def assert_refused(self, path, *reasons):
        """The file is named with the reason, and pictures around it are still answered."""
        good = self.folder / "good.png"
        good.write_bytes(trousers_png())
        result = predict("--json", good, path, good)
        self.assert_fails(result, 1, str(path), *reasons)
        self.assertEqual([json.loads(line)["class"] for line in result.stdout.splitlines()],
                         ["Trouser", "Trouser"])

    def refuse(self, content, *reasons, name="bad.png"):
        path = self.folder / name
        path.write_bytes(content)
        self.assert_refused(path, *reasons)

    def test_no_file(self):
        self.assert_refused(self.folder / "absent.png", "no such file")

    def test_a_folder_or_a_device(self):
        self.assert_refused(self.folder, "folder")
        self.assert_refused("/dev/zero", "not a regular file")

    def test_an_empty_file(self):
        self.refuse(b"", "empty")

    def test_text(self):
        self.refuse(b"This is no picture.\n", "no image")

    def test_other_formats_by_name(self):
        formats = {"GIF": b"GIF89a" + b"\0" * 40, "WebP": b"RIFF\x20\0\0\0WEBPVP8 " + b"\0" * 40,
                   "BMP": b"BM" + b"\0" * 60, "SVG": b"<svg xmlns='http://www.w3.org/2000/svg'/>"}
        for name, content in formats.items():
            with self.subTest(name):
                self.refuse(content, name, "only PNG and JPEG")

    def test_an_animated_png(self):
        control = png_chunk(b"acTL", struct.pack(">II", 2, 0))
        self.refuse(png(10, 10, lambda x, y: (x, y, 0), chunks_before_pixels=control), "animated")

    def test_a_picture_that_claims_to_be_huge(self):
        for width, height in [(20_000, 10), (10, 20_000), (16_000, 16_000), (2**31 - 1, 2**31 - 1)]:
            with self.subTest(f"{width}x{height}"):
                header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
                self.refuse(b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header)
                            + png_chunk(b"IDAT", b"\0" * 20) + png_chunk(b"IEND", b""), "large")

    def test_a_picture_cut_short(self):
        for name, content in {"bad.png": trousers_png(), "bad.jpg": JPEG}.items():
            for length in [20, len(content) // 2, len(content) - 20]:
                with self.subTest(f"{name} cut at {length}"):
                    self.refuse(content[:length], "damaged", name=name)

    def test_a_picture_with_altered_pixels(self):
        content = bytearray(trousers_png())
        start = content.index(b"IDAT") + 4
        content[start:start + 2] = b"\xff\xff"  # No zlib header any more.
        self.refuse(bytes(content), "damaged")

    def test_several_are_each_named_on_a_line(self):
        result = predict("--json", self.folder / "absent.png", self.folder / "absent.jpg")
        self.assertEqual(result.returncode, 1)
        self.assertEqual(result.stdout, "")
        first, second = result.stderr.splitlines()
        self.assertIn("absent.png", first)
        self.assertIn("absent.jpg", second)

    def test_a_model_for_pictures_of_another_size_is_refused(self):
        network = {"name": "tiny", "input": [2, 2, 1], "layers": [
            {"type": "flatten"}, {"type": "dense", "units": 10, "activation": "softmax"}]}

        def metadata(trained):
            del trained["checksum"]
            return {**trained, "network": json.dumps(network)}

        tensors = {"dense/kernel": [4, 10], "dense/bias": [10]}
        model = self.folder / "tiny.safetensors"
        model.write_bytes(zero_model(trained_folder() / "model.safetensors", metadata, tensors))
        picture = self.folder / "good.png"
        picture.write_bytes(trousers_png())
        self.assert_fails(atelier("predict", "--model", model, picture), 1, "28, 28, 1", "2, 2, 1")

    def test_a_model_that_cannot_be_read_answers_nothing(self):
        model = self.folder / "model.safetensors"
        model.write_bytes((trained_folder() / "model.safetensors").read_bytes()[:-1])
        picture = self.folder / "good.png"
        picture.write_bytes(trousers_png())
        result = atelier("predict", "--model", model, "--json", picture)
        self.assert_fails(result, 1, str(model))
        self.assertEqual(result.stdout, "")


if __name__ == "__main__":
    unittest.main()
