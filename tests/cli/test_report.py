"""Reports of trainings: the page, its pictures, and runs that cannot be reported."""

import html.parser
import json
import os
import re
import shutil
import unittest
import xml.etree.ElementTree

from support import (CLASS_NAMES, DATA, CommandLineTest, atelier, scratch_folder,
                     small_network_file, train_small, trained_folder)

REFERRING = ("src", "href", "data", "poster", "action")


class Page(html.parser.HTMLParser):
    """What a test wants to know of a page: its text, and where it refers to."""

    def __init__(self, path):
        super().__init__()
        self.text = ""
        self.references = []
        self.tags = []
        self.hidden = False
        self.feed(path.read_text())

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.hidden = tag == "style"
        self.references += [value for name, value in attributes if name in REFERRING]

    def handle_endtag(self, tag):
        self.hidden = False

    def handle_data(self, data):
        if not self.hidden:
            self.text += data

    def words(self):
        return " ".join(self.text.split())


def report(*arguments, **options):
    return atelier("report", "--data", DATA, "--threads", 1, *arguments, **options)


def copy_of_run(name):
    folder = scratch_folder() / name
    shutil.copytree(trained_folder(), folder)
    return folder


def epoch(number, training_loss, validation_loss):
    return json.dumps({"epoch": number, "training_loss": training_loss, "training_accuracy": 0.9,
                       "validation_loss": validation_loss,
                       "validation_accuracy": None if validation_loss is None else 0.85,
                       "learning_rate": 0.001, "seconds": 1.5, "images_per_second": 1000}) + "\n"


class Reports(CommandLineTest):
    def test_one_run_gets_a_page_and_pictures_in_its_folder(self):
        run = copy_of_run("plain")
        result = report(run)
        self.assert_succeeds(result)
        self.assertEqual(result.stdout, f"saved {run}/report/report.html\n")
        names = ["accuracy", "confusion", "loss"]
        self.assertEqual(sorted(path.name for path in (run / "report").iterdir()),
                         sorted(["report.html"] + [n + e for n in names for e in (".png", ".svg")]))
        for name in names:
            svg = xml.etree.ElementTree.parse(run / "report" / f"{name}.svg").getroot()
            self.assertEqual(svg.tag, "{http://www.w3.org/2000/svg}svg")
            png = (run / "report" / f"{name}.png").read_bytes()
            self.assertEqual(png[:8], b"\x89PNG\r\n\x1a\n")

    def test_the_page_needs_no_other_file(self):
        run = copy_of_run("plain")
        self.assert_succeeds(report(run, "--examples", 7))
        page = Page(run / "report" / "report.html")
        self.assertEqual(len(page.references), 3 + 7)
        for reference in page.references:
            self.assertTrue(reference.startswith("data:image/"), reference[:40])
        self.assertNotIn("script", page.tags)

    def test_the_figures_are_those_of_the_evaluation(self):
        run = copy_of_run("plain")
        self.assert_succeeds(report(run))
        words = Page(run / "report" / "report.html").words()
        evaluation = json.loads(atelier("evaluate", "--model", run, "--data", DATA, "--json").stdout)
        matrix = evaluation["confusion_matrix"]
        self.assertIn(f"accuracy {100 * evaluation['accuracy']:.2f} %", words)
        for entry in evaluation["classes"]:
            f1 = 2 * entry["precision"] * entry["recall"] / (entry["precision"] + entry["recall"])
            self.assertIn(f"{entry['class']}{entry['precision']:.3f}{entry['recall']:.3f}{f1:.3f}1,000",
                          words)
        # The most frequent confusion stands first.
        most, label, answer = max((matrix[label][answer], label, answer) for label in range(10)
                                  for answer in range(10) if label != answer)
        self.assertIn(f"Most frequent confusions {CLASS_NAMES[label]} taken for "
                      f"{CLASS_NAMES[answer]}: {most} of its images ({most / 10:.1f} %)", words)

    def test_misclassified_images_stand_with_the_most_confident_first(self):
        run = copy_of_run("plain")
        self.assert_succeeds(report(run, "--examples", 20))
        page = (run / "report" / "report.html").read_text()
        shares = [float(share) for share in re.findall(r'class="answer">[^<]* ([0-9.]+) %<', page)]
        self.assertEqual(len(shares), 20)
        self.assertEqual(shares, sorted(shares, reverse=True))

    def test_the_images_are_those_that_the_run_chose(self):
        run = scratch_folder() / "few"
        self.assert_succeeds(train_small(run, "--training-images", 640, "--validate-every", "never"))
        whole = copy_of_run("whole")
        out = scratch_folder() / "both"
        self.assert_succeeds(report(run, whole, "--out", out))
        page = (out / "report.html").read_text()
        self.assertIn("<td>640</td><td>-</td>", page)
        self.assertIn("<td>48,000</td><td>12,000</td>", page)
        self.assertIn("tested on 10,000 images", page)

    def test_moving_statistics_are_no_parameters(self):
        run = scratch_folder() / "normalized"
        network = small_network_file(scratch_folder(), layers=[
            {"type": "conv2d", "filters": 4, "kernel_size": 4, "strides": 4, "use_bias": False},
            {"type": "batch_normalization", "activation": "relu"},
            {"type": "flatten"}, {"type": "dense", "units": 10, "activation": "softmax"}])
        result = atelier("train", network, "--data", DATA, "--epochs", 1, "--training-images", 640,
                         "--threads", 1, "--out", run)
        self.assert_succeeds(result)
        # Kernel, gamma and beta, and the dense layer.
        parameters = 4 * 4 * 4 + 2 * 4 + (7 * 7 * 4 + 1) * 10
        self.assertIn(f"small: {parameters:,} parameters", result.stdout)
        self.assert_succeeds(report(run))
        self.assertIn(f"<td>{parameters:,}</td>", (run / "report" / "report.html").read_text())

    def test_a_damaged_record_is_named(self):
        run = copy_of_run("plain")
        record = run / "run.json"
        whole = json.loads(record.read_text())
        for change, words in [({"command": 5}, '"command" is no text'),
                              ({"options": {"epochs": -1}}, '"epochs" must be'),
                              ({"options": {"training_images": 50000}}, "48000 training images")]:
            with self.subTest(words):
                record.write_text(json.dumps({**whole, **change}))
                self.assert_fails(report(run), 1, str(record), words)

    def test_several_runs_share_the_axes(self):
        plain, other = copy_of_run("plain"), copy_of_run("augmented")
        out = scratch_folder() / "both"
        self.assert_succeeds(report(plain, other, "--out", out))
        for name in ["accuracy", "loss"]:
            svg = (out / f"{name}.svg").read_text()
            for run in ["plain", "augmented"]:
                self.assertIn(f"{run}, training", svg)
                self.assertIn(f"{run}, validation (best epoch: ", svg)
        self.assertTrue((out / "confusion-2.png").exists())
        self.assertIn("Comparison: plain, augmented", Page(out / "report.html").words())

    def test_overfitting_is_put_into_words(self):
        run = copy_of_run("plain")
        (run / "history.jsonl").write_text(
            epoch(1, 0.6, 0.5) + epoch(2, 0.4, 0.4) + epoch(3, 0.3, 0.41) + epoch(4, 0.2, 0.5))
        self.assert_succeeds(report(run))
        words = Page(run / "report" / "report.html").words()
        self.assertIn("The best epoch is 2 of 4", words)
        self.assertIn("a gap of 5.0 points", words)
        self.assertIn("Overfitting began after epoch 2: until epoch 4 the validation loss rose from "
                      "0.400 to 0.500 while the training loss fell from 0.400 to 0.200.", words)
        self.assertIn("Overfitting is said to begin after", words)

    def test_a_run_still_improving_is_not_said_to_overfit(self):
        run = copy_of_run("plain")
        (run / "history.jsonl").write_text(epoch(1, 0.6, 0.5) + epoch(2, 0.4, 0.4))
        self.assert_succeeds(report(run))
        self.assertIn("No overfitting is seen: the validation loss was lowest in the last epoch",
                      Page(run / "report" / "report.html").words())

    def test_a_run_without_validation_is_reported(self):
        run = copy_of_run("plain")
        (run / "history.jsonl").write_text(epoch(1, 0.6, None))
        self.assert_succeeds(report(run))
        self.assertIn("No epoch was validated", Page(run / "report" / "report.html").words())

    def test_names_are_text_and_never_markup_or_commands(self):
        name = "<b>&\"it's`touch pwned`$(touch pwned)\\n{x}_1"
        run = copy_of_run(name)
        folder = scratch_folder()
        self.assert_succeeds(report(run, cwd=folder))
        page = Page(run / "report" / "report.html")
        self.assertIn(name, page.text)
        self.assertNotIn("b", page.tags)
        self.assertEqual(list(folder.iterdir()), [])
        svg = xml.etree.ElementTree.parse(run / "report" / "loss.svg").getroot()
        self.assertIn(f"{name}, training", [text.strip() for text in svg.itertext()])

    def test_without_gnuplot_it_says_what_to_install(self):
        run = copy_of_run("plain")
        # At once: no data are read, nor anything evaluated.
        result = atelier("report", run, "--data", "/nonexistent",
                         env={**os.environ, "PATH": str(scratch_folder())})
        self.assert_fails(result, 1, "gnuplot", "apt install gnuplot-nox")

    def test_a_folder_that_is_no_run_is_named(self):
        empty = scratch_folder()
        self.assert_fails(report(empty), 1, str(empty / "run.json"))
        run = copy_of_run("plain")
        (run / "history.jsonl").unlink()
        self.assert_fails(report(run), 1, str(run / "history.jsonl"))

    def test_a_damaged_history_is_named_by_file_and_line(self):
        run = copy_of_run("plain")
        history = run / "history.jsonl"
        for content, words in [("nonsense\n", "no JSON object"),
                               (epoch(1, 1, 1) + "{}\n", "line 2"),
                               (epoch(1, "low", 1), "training_loss"),
                               (epoch(2, 1, 1) + epoch(2, 1, 1), "above 2")]:
            with self.subTest(words):
                history.write_text(content)
                self.assert_fails(report(run), 1, str(history), words)

    def test_a_folder_that_cannot_be_made_is_named(self):
        file = scratch_folder() / "file"
        file.write_text("")
        self.assert_fails(report(copy_of_run("plain"), "--out", file / "report"), 1, str(file))


if __name__ == "__main__":
    unittest.main()
