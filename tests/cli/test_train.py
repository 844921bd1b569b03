"""Training: what it prints, what it leaves behind, and how it ends when something goes wrong."""

import fcntl
import json
import os
import pty
import select
import shlex
import signal
import struct
import subprocess
import termios
import time
import unittest

from support import (ATELIER, DATA, CommandLineTest, atelier, scratch_folder, small_network_file,
                     train_small, trained_folder)

RESULT_FILES = ["history.jsonl", "model.safetensors", "run.json"]
HISTORY_KEYS = {"epoch", "training_loss", "training_accuracy", "validation_loss",
                "validation_accuracy", "learning_rate", "seconds", "images_per_second"}


def history(folder):
    return [json.loads(line) for line in (folder / "history.jsonl").read_text().splitlines()]


def run_record(folder):
    return json.loads((folder / "run.json").read_text())


class Results(CommandLineTest):
    def test_the_folder_holds_model_history_and_record(self):
        folder = trained_folder()
        self.assertEqual(sorted(path.name for path in folder.iterdir()), RESULT_FILES)
        epochs = history(folder)
        self.assertEqual([epoch["epoch"] for epoch in epochs], [1, 2])
        for epoch in epochs:
            self.assertLessEqual(HISTORY_KEYS, epoch.keys())
        self.assertLess(epochs[1]["training_loss"], epochs[0]["training_loss"])

        record = run_record(folder)
        self.assertEqual(record["options"]["epochs"], 2)
        self.assertEqual(record["network"]["name"], "small")
        self.assertEqual(record["result"]["outcome"], "completed")
        self.assertGreater(record["result"]["test_accuracy"], 0.75)
        best = epochs[record["result"]["best_epoch"] - 1]
        self.assertEqual(best["validation_loss"], min(e["validation_loss"] for e in epochs))

    def test_the_recorded_command_repeats_the_run_bit_by_bit(self):
        folder = trained_folder()
        again = scratch_folder() / "again"
        command = shlex.split(run_record(folder)["command"])
        self.assertEqual(command[0], "atelier")
        self.assert_succeeds(atelier(*command[1:], "--out", again, "--threads", 2))
        self.assertEqual((again / "model.safetensors").read_bytes(),
                         (folder / "model.safetensors").read_bytes())

    def test_another_seed_gives_another_model(self):
        folder = scratch_folder() / "run"
        self.assert_succeeds(train_small(folder, "--epochs", 2, "--seed", 1))
        self.assertNotEqual((folder / "model.safetensors").read_bytes(),
                            (trained_folder() / "model.safetensors").read_bytes())

    def test_without_a_terminal_lines_are_plain(self):
        result = train_small(scratch_folder() / "run")
        self.assert_succeeds(result)
        self.assertNotIn("\x1b", result.stdout)
        self.assertNotIn("\r", result.stdout)
        self.assertRegex(result.stdout, r"(?m)^1/1 +\d\.\d{4} +0\.\d{4} +\d\.\d{4} +0\.\d{4} ")
        self.assertRegex(result.stdout, r"(?m)^test accuracy 0\.\d{4}, loss")

    def test_quiet_prints_the_result_alone(self):
        result = train_small(scratch_folder() / "run", "--quiet")
        self.assert_succeeds(result)
        self.assertRegex(result.stdout, r"^test accuracy .*\nsaved .*model\.safetensors\n$")

    def test_without_out_the_folder_is_named_after_the_network(self):
        here = scratch_folder()
        result = atelier("train", small_network_file(here), "--data", DATA, "--epochs", 1,
                         "--threads", 1, cwd=here)
        self.assert_succeeds(result)
        (run,) = (here / "runs").iterdir()
        self.assertRegex(run.name, r"^small-\d{8}-\d{6}$")
        self.assertIn(f"runs/{run.name}", result.stdout)
        self.assertEqual(sorted(path.name for path in run.iterdir()), RESULT_FILES)

    def test_patience_stops_early_and_keeps_the_best_epoch(self):
        folder = scratch_folder() / "run"
        # Steps so large that the loss rises before long.
        result = train_small(folder, "--epochs", 40, "--patience", 1, "--learning-rate", 0.03)
        self.assert_succeeds(result)
        self.assertIn("stopped early", result.stdout)
        losses = [epoch["validation_loss"] for epoch in history(folder)]
        self.assertLess(len(losses), 40)
        record = run_record(folder)["result"]
        self.assertEqual(record["outcome"], "stopped early")
        self.assertEqual(record["best_epoch"], losses.index(min(losses)) + 1)

    def test_sgd_and_label_smoothing_reach_the_record(self):
        folder = scratch_folder() / "run"
        self.assert_succeeds(train_small(folder, "--optimizer", "sgd", "--momentum", 0.8,
                                         "--learning-rate", 0.05, "--label-smoothing", 0.1))
        options = run_record(folder)["options"]
        self.assertEqual((options["optimizer"], options["momentum"], options["label_smoothing"]),
                         ("sgd", 0.8, 0.1))
        self.assertEqual(options["learning_rate"], 0.05)

    def test_every_option_reaches_the_record_and_the_command_repeats_it(self):
        folder = scratch_folder() / "run"
        self.assert_succeeds(train_small(
            folder, "--epochs", 2, "--optimizer", "sgd", "--nesterov", "--learning-rate", 0.05,
            "--l2", 2.5e-4, "--weight-decay", 0.01, "--clip-norm", 2, "--average-decay", 0.9,
            "--schedule", "one-cycle", "--warm-up", 0.3, "--anneal", "cosine",
            "--validate-every", "end", "--keep", "last"))
        record = run_record(folder)
        self.assertLessEqual(
            {"optimizer": "sgd", "nesterov": True, "l2": 2.5e-4, "weight_decay": 0.01,
             "clip_norm": 2, "average_decay": 0.9, "schedule": "one-cycle", "warm_up": 0.3,
             "anneal": "cosine", "validate_every": "end", "keep": "last"}.items(),
            record["options"].items())
        self.assertNotIn("beta1", record["options"])
        first, last = history(folder)
        self.assertIsNone(first["validation_loss"])
        self.assertGreater(last["validation_accuracy"], 0.7)
        self.assertLess(last["learning_rate"], first["learning_rate"])
        self.assertEqual(record["result"]["kept_epoch"], 2)

        again = scratch_folder() / "again"
        self.assert_succeeds(atelier(*shlex.split(record["command"])[1:], "--out", again))
        self.assertEqual((again / "model.safetensors").read_bytes(),
                         (folder / "model.safetensors").read_bytes())

    def test_a_smaller_training_set_is_learned_from(self):
        folder = scratch_folder() / "run"
        result = train_small(folder, "--training-images", 640, "--batch-size", 64)
        self.assert_succeeds(result)
        self.assertIn("640 training and 12,000 validation images", result.stdout)
        self.assertEqual(run_record(folder)["options"]["training_images"], 640)
        self.assert_fails(train_small(scratch_folder() / "run", "--training-images", 48001), 1,
                          "there are 48000 training images, not 48001")

    def test_without_validation_the_last_weights_are_the_result(self):
        folder = scratch_folder() / "run"
        result = train_small(folder, "--validate-every", "never")
        self.assert_succeeds(result)
        self.assertRegex(result.stdout, r"(?m)^1/1 +\d\.\d{4} +0\.\d{4} +- +- ")
        self.assertRegex(result.stdout, r"(?m)^last epoch: 1; ")
        record = run_record(folder)["result"]
        self.assertNotIn("best_epoch", record)
        self.assertNotIn("validation_loss", record)
        self.assertEqual(record["kept_epoch"], 1)

    def test_a_recipe_gives_options_and_flags_override_them(self):
        folder = scratch_folder() / "run"
        network = small_network_file(scratch_folder())
        result = atelier("train", "two-block", "--network", network, "--epochs", 1, "--seed", 3,
                         "--data", DATA, "--threads", 1, "--out", folder)
        self.assert_succeeds(result)
        self.assertIn("recipe two-block", result.stdout)
        record = run_record(folder)
        self.assertEqual(record["recipe"], "two-block")
        self.assertEqual(record["network"]["name"], "small")
        options = record["options"]
        self.assertEqual((options["epochs"], options["seed"]), (1, 3))
        self.assertEqual((options["batch_size"], options["patience"]), (128, 10))

    def test_a_switch_of_a_recipe_can_be_turned_off_where_it_does_not_apply(self):
        folder = scratch_folder() / "run"
        result = atelier("train", "champion", "--network", small_network_file(scratch_folder()),
                         "--no-include-validation", "--validate-every", "end", "--epochs", 1,
                         "--data", DATA, "--threads", 1, "--out", folder)
        self.assert_succeeds(result)
        self.assertIn("48,000 training and 12,000 validation images", result.stdout)
        self.assertIsNotNone(history(folder)[-1]["validation_loss"])


class Interrupted(CommandLineTest):
    def interrupt(self, number, first_line, network=None, options=("--epochs", "1000")):
        """Starts a training, a long one unless the options say otherwise, sends the signal once a line
        starts with `first_line`; returns its exit code, its standard error and its folder."""
        folder = scratch_folder() / "run"
        network = network or small_network_file(scratch_folder())
        process = subprocess.Popen(
            [ATELIER, "train", network, "--data", DATA, *options,
             "--threads", "1", "--out", folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for line in process.stdout:
            if line.startswith(first_line):
                break
        process.send_signal(number)
        _, errors = process.communicate(timeout=60)
        return process.returncode, errors, folder

    def assert_model_works(self, folder):
        result = atelier("evaluate", "--model", folder, "--data", DATA, "--threads", 1,
                         "--json")
        self.assert_succeeds(result)
        return json.loads(result.stdout)["accuracy"]

    def test_ctrl_c_keeps_the_best_weights_and_the_history(self):
        code, errors, folder = self.interrupt(signal.SIGINT, "1/1000")
        self.assertEqual(code, 130)
        self.assertRegex(errors, r"^atelier: train: interrupted .* saved the weights of epoch \d+")
        self.assertGreaterEqual(len(history(folder)), 1)
        self.assertEqual(run_record(folder)["result"]["outcome"], "stopped")
        self.assertGreater(self.assert_model_works(folder), 0.7)

    def test_a_training_that_was_killed_goes_on_to_the_same_bits(self):
        options = ["--epochs", "3", "--seed", "4", "--flip", "0.5", "--threads", "1", "--data", DATA]
        network = small_network_file(scratch_folder())
        whole = scratch_folder() / "run"
        self.assert_succeeds(atelier("train", network, *options, "--out", whole))
        self.assertEqual(sorted(path.name for path in whole.iterdir()), RESULT_FILES)

        folder = scratch_folder() / "run"
        process = subprocess.Popen([ATELIER, "train", network, *options, "--out", folder],
                                   stdout=subprocess.PIPE, text=True)
        for line in process.stdout:
            if line.startswith("1/3"):
                break
        # The row is shown before the checkpoint is written.
        while not (folder / "checkpoint.safetensors").exists():
            time.sleep(0.01)
        process.kill()
        process.communicate()
        self.assert_fails(atelier("train", network, *options, "--out", folder), 2, "--overwrite")

        result = atelier("train", "--resume", folder, "--threads", 2, "--data", DATA)
        self.assert_succeeds(result)
        self.assertRegex(result.stdout, r"(?m)^going on after epoch [12]$")
        self.assertEqual(sorted(path.name for path in folder.iterdir()), RESULT_FILES)
        self.assertEqual((folder / "model.safetensors").read_bytes(),
                         (whole / "model.safetensors").read_bytes())
        losses = [[epoch["validation_loss"] for epoch in history(each)] for each in (folder, whole)]
        self.assertEqual(*losses)
        self.assertEqual(run_record(folder)["command"], run_record(whole)["command"])
        self.assert_fails(atelier("train", "--resume", folder), 2, "no interrupted training")

    def test_going_on_takes_no_other_options_and_no_other_folder(self):
        code, errors, folder = self.interrupt(signal.SIGINT, "1/1000")
        self.assertEqual(code, 130)
        self.assertIn("atelier train --resume", errors)
        for extra in [["classic"], ["--epochs", 5], ["--out", scratch_folder()]]:
            self.assert_fails(atelier("train", "--resume", folder, *extra), 2, "--resume")
        checkpoint = folder / "checkpoint.safetensors"
        checkpoint.write_bytes(checkpoint.read_bytes()[:1000])
        before = (folder / "history.jsonl").read_bytes()
        self.assert_fails(atelier("train", "--resume", folder, "--data", DATA), 1, str(checkpoint))
        self.assertEqual((folder / "history.jsonl").read_bytes(), before)

    def test_a_termination_does_the_same(self):
        code, errors, folder = self.interrupt(signal.SIGTERM, "1/1000")
        self.assertEqual(code, 143)
        self.assertIn("interrupted", errors)
        self.assert_model_works(folder)

    def test_in_the_first_epoch_the_weights_are_kept_as_they_were(self):
        # A network whose first epoch takes half a minute: the small one's is over in a moment.
        code, errors, folder = self.interrupt(signal.SIGINT, "results go to", "two-block-same")
        self.assertEqual(code, 130)
        self.assertIn("no epoch was finished", errors)
        self.assertEqual(history(folder), [])
        self.assert_model_works(folder)


    def test_the_checkpoint_goes_only_when_the_model_is_there(self):
        folder = scratch_folder() / "run"
        process = subprocess.Popen(
            [ATELIER, "train", small_network_file(scratch_folder()), "--data", DATA, "--epochs", "2",
             "--keep", "last", "--training-images", "2000", "--threads", "1", "--out", folder],
            stdout=subprocess.DEVNULL)
        checkpoint = folder / "checkpoint.safetensors"
        while not checkpoint.exists():
            time.sleep(0.001)
        while checkpoint.exists():
            pass
        self.assertTrue((folder / "model.safetensors").exists())
        self.assertEqual(process.wait(timeout=60), 0)

    def test_a_result_that_cannot_be_written_leaves_the_checkpoint(self):
        code, _, folder = self.interrupt(signal.SIGINT, "1/5", options=["--epochs", "5", "--keep", "last"])
        self.assertEqual(code, 130)
        (folder / "model.safetensors").unlink()
        (folder / "model.safetensors").mkdir()
        resume = ["train", "--resume", folder, "--threads", 1, "--data", DATA]
        self.assert_fails(atelier(*resume), 1, "model.safetensors")
        (folder / "model.safetensors").rmdir()
        self.assert_succeeds(atelier(*resume))
        self.assertEqual(sorted(path.name for path in folder.iterdir()), RESULT_FILES)

    def test_ctrl_c_during_the_test_of_the_result_keeps_the_result(self):
        folder = scratch_folder() / "run"
        # A network that is trained on few images in a moment, and tested on 10,000 in seconds.
        process = subprocess.Popen(
            [ATELIER, "train", "two-block-same", "--data", DATA, "--epochs", "2", "--training-images",
             "64", "--validate-every", "never", "--threads", "1", "--out", folder],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        while process.poll() is None and not (folder / "model.safetensors").exists():
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130, errors)
        self.assertRegex(errors, r"interrupted while the result was tested; saved the weights of epoch 2 ")
        self.assertIn("atelier train --resume", errors)
        record = run_record(folder)["result"]
        self.assertEqual((record["outcome"], record["kept_epoch"]), ("completed", 2))
        self.assertNotIn("test_accuracy", record)
        self.assert_model_works(folder)

    def test_what_a_replaced_training_left_is_gone_from_the_start(self):
        folder = scratch_folder() / "run"
        self.assert_succeeds(train_small(folder))
        process = subprocess.Popen(
            [ATELIER, "train", "two-block-same", "--data", DATA, "--epochs", "2", "--threads", "1",
             "--seed", "7", "--overwrite", "--out", folder], stdout=subprocess.PIPE, text=True)
        for line in process.stdout:
            if line.startswith("results go to"):
                break
        process.kill()
        process.communicate()
        self.assertEqual(sorted(path.name for path in folder.iterdir()), ["history.jsonl", "run.json"])
        self.assertEqual(run_record(folder)["options"]["seed"], 7)


class GoneWrong(CommandLineTest):
    def test_a_loss_that_is_not_finite_ends_with_the_last_good_weights(self):
        folder = scratch_folder() / "run"
        result = train_small(folder, "--learning-rate", "1e30")
        self.assert_fails(result, 1, "no longer finite", "learning-rate", str(folder))
        self.assertEqual(run_record(folder)["result"]["outcome"], "diverged")
        self.assert_succeeds(atelier("evaluate", "--model", folder, "--data", DATA,
                                    "--threads", 1))

    def test_a_folder_that_cannot_be_made_is_noticed_before_the_first_epoch(self):
        file = scratch_folder() / "file"
        file.write_text("in the way")
        for out in [file, file / "run"]:
            with self.subTest(out):
                result = train_small(out)
                self.assert_fails(result, 1, str(out))
                self.assertEqual(result.stdout, "")

    def test_a_model_is_not_overwritten_unasked(self):
        folder = scratch_folder() / "run"
        self.assert_succeeds(train_small(folder))
        before = (folder / "model.safetensors").read_bytes()
        self.assert_fails(train_small(folder, "--seed", 7), 2, str(folder), "--overwrite")
        self.assertEqual((folder / "model.safetensors").read_bytes(), before)
        self.assertEqual(len(history(folder)), 1)
        self.assert_succeeds(train_small(folder, "--seed", 7, "--overwrite"))
        self.assertNotEqual((folder / "model.safetensors").read_bytes(), before)

    def data_with(self, name, content):
        """A folder with the real data, but for one file; None leaves it out."""
        folder = scratch_folder()
        for path in DATA.iterdir():
            if path.name != name:
                (folder / path.name).symlink_to(path.resolve())
        if content is not None:
            (folder / name).write_bytes(content)
        return folder

    def test_data_files_that_are_missing_truncated_or_altered_are_named(self):
        name = "t10k-labels-idx1-ubyte"
        original = (DATA / name).read_bytes()
        altered = bytearray(original)
        altered[5000] ^= 1
        cases = {"missing": None, "empty": b"", "truncated": original[:-1], "altered": bytes(altered)}
        for kind, content in cases.items():
            with self.subTest(kind):
                folder = self.data_with(name, content)
                result = atelier("train", "classic", "--epochs", 1, "--data", folder,
                                 "--out", folder / "run")
                self.assert_fails(result, 1, name)
                self.assertFalse((folder / "run").exists())

    def test_a_data_folder_that_is_not_there_is_named(self):
        self.assert_fails(atelier("train", "--data", "/nonexistent", "--epochs", 1), 1, "/nonexistent")

    def test_a_network_for_other_images_is_refused(self):
        network = small_network_file(scratch_folder(), input=[32, 32, 3])
        result = atelier("train", network, "--data", DATA, "--epochs", 1,
                         "--out", scratch_folder() / "run")
        self.assert_fails(result, 1, "32, 32, 3", "28, 28, 1")


class OnATerminal(CommandLineTest):
    def setUp(self):
        self.terminal, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.folder = scratch_folder() / "run"
        # Slow enough for the bar to be seen.
        network = small_network_file(scratch_folder(), layers=[
            {"type": "conv2d", "filters": 16, "kernel_size": 5, "activation": "relu"},
            {"type": "flatten"}, {"type": "dense", "units": 10, "activation": "softmax"}])
        self.process = subprocess.Popen(
            [ATELIER, "train", network, "--data", DATA, "--threads", "1", "--out", self.folder],
            stdin=terminal, stdout=terminal, stderr=terminal, env={**os.environ, "TERM": "xterm"},
            start_new_session=True)
        os.close(terminal)
        self.seen = ""

    def tearDown(self):
        self.process.kill()
        self.process.wait()
        os.close(self.terminal)

    def wait_for(self, text):
        deadline = time.monotonic() + 60
        while text not in self.seen:
            ready, _, _ = select.select([self.terminal], [], [], deadline - time.monotonic())
            self.assertTrue(ready, f"no {text!r} in {self.seen!r}")
            self.seen += os.read(self.terminal, 4096).decode()
        self.seen = self.seen[self.seen.index(text) + len(text):]

    def answer(self, text):
        os.write(self.terminal, text.encode())

    def test_it_asks_for_the_epochs_until_the_answer_is_a_number(self):
        self.wait_for("epochs")
        self.wait_for("[5] ")
        for nonsense in ["many", "0", "-3", "2.5"]:
            self.answer(nonsense + "\n")
            self.wait_for("whole number")
            self.wait_for("[5] ")
        self.answer(" 7 \n")
        self.wait_for("7 epochs,")

    def test_enter_takes_five_and_a_bar_shows_how_it_goes(self):
        self.wait_for("[5] ")
        self.answer("\n")
        self.wait_for("5 epochs,")
        self.wait_for("epoch 1/5 [")
        self.wait_for(" images/s")
        self.wait_for(" left")
        self.wait_for("loss 0.")
        self.wait_for("accuracy 0.")
        self.process.send_signal(signal.SIGINT)
        self.wait_for("interrupted")
        self.assertEqual(self.process.wait(timeout=60), 130)


if __name__ == "__main__":
    unittest.main()
