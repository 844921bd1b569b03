"""Help, the lists of what there is, and arguments that make no sense."""

import json
import unittest

from support import CommandLineTest, atelier, scratch_folder, small_network_file

COMMANDS = ["train", "evaluate", "report", "augment", "predict", "prepare", "summary", "presets", "recipes"]
RECIPES = ["classic", "classic-deep", "two-block", "two-block-same", "two-block-augmented", "sprint",
           "two-block-norm", "champion", "marathon", "sketch"]
NETWORKS = {"two-block-augmented": "two-block", "champion": "three-block",
            "marathon": "three-block", "sketch": "three-block"}  # the others' have the recipe's name
PRESETS = {"classic": "394,530", "two-block": "197,482", "two-block-same": "467,818",
           "classic-norm": "394,614", "two-block-norm": "197,674", "sprint": "256,830", "three-block": "315,818"}


class Help(CommandLineTest):
    def test_lists_commands_examples_and_exit_codes(self):
        result = atelier("--help")
        self.assert_succeeds(result)
        for word in [*COMMANDS, "Examples:", "Exit codes:", "130"]:
            self.assertIn(word, result.stdout)

    def test_every_command_has_its_own(self):
        for command in COMMANDS:
            with self.subTest(command):
                result = atelier(command, "--help")
                self.assert_succeeds(result)
                self.assertIn(command, result.stdout)

    def test_version(self):
        result = atelier("--version")
        self.assert_succeeds(result)
        self.assertRegex(result.stdout, r"^atelier \d+\.\d+\.\d+\n$")


class WrongArguments(CommandLineTest):
    def test_no_command_lists_the_commands(self):
        self.assert_fails(atelier(), 2, *COMMANDS)

    def test_an_unknown_command_lists_the_known_ones(self):
        self.assert_fails(atelier("trian"), 2, "trian", *COMMANDS)

    def test_an_unknown_option_lists_the_known_ones(self):
        self.assert_fails(atelier("train", "--learnrate", "1"), 2, "--learnrate", "--learning-rate",
                          "--epochs", "--batch-size")
        self.assert_fails(atelier("evaluate", "--model", "m", "--fast"), 2, "--fast", "--model",
                          "--json")

    def test_an_unknown_preset_lists_the_known_ones(self):
        for arguments in [["train", "clasic"], ["train", "--preset", "clasic"], ["summary", "clasic"]]:
            with self.subTest(arguments):
                self.assert_fails(atelier(*arguments), 2, "clasic", *PRESETS)

    def test_values_out_of_range_name_the_option(self):
        cases = [("--epochs", "0"), ("--epochs", "many"), ("--batch-size", "0"),
                 ("--batch-size", "5000"), ("--learning-rate", "-1"), ("--learning-rate", "0"),
                 ("--optimizer", "newton"), ("--label-smoothing", "1"), ("--seed", "-1"),
                 ("--threads", "-2"), ("--patience", "0"), ("--weight-decay", "2"),
                 ("--schedule", "square"), ("--warm-up", "1"), ("--average-decay", "1"),
                 ("--clip-norm", "-1"), ("--validate-every", "0"), ("--keep", "first")]
        for option, value in cases:
            with self.subTest(f"{option} {value}"):
                self.assert_fails(atelier("train", "classic", option, value), 2, option, value)

    def test_an_option_that_does_not_apply_says_to_what_it_does(self):
        self.assert_fails(atelier("train", "--momentum", "0.5"), 2, "--momentum", "sgd")
        self.assert_fails(atelier("train", "--nesterov"), 2, "--nesterov", "sgd")
        self.assert_fails(atelier("train", "--weight-decay", "0.1"), 2, "--weight-decay", "adamw")
        self.assert_fails(atelier("train", "--schedule", "cosine", "--warm-up", "0.1"), 2,
                          "--warm-up", "one-cycle")
        self.assert_fails(atelier("train", "--validate-every", "never", "--patience", "3"), 2,
                          "--patience", "validation")

    def test_options_that_need_another_say_so(self):
        self.assert_fails(atelier("train", "--optimizer", "adamw"), 2, "adamw", "weight decay")

    def test_a_network_is_named_once(self):
        self.assert_fails(atelier("train", "my.json", "--preset", "two-block"), 2, "my.json",
                          "--network")

    def test_an_unknown_recipe_lists_the_known_ones(self):
        self.assert_fails(atelier("recipes", "clasic"), 2, "clasic", *RECIPES)

    def test_what_is_required_is_named(self):
        self.assert_fails(atelier("predict", "picture.png"), 2, "--model")
        self.assert_fails(atelier("predict", "--model", "m"), 2, "image")
        self.assert_fails(atelier("summary"), 2, "network")


class Recipes(CommandLineTest):
    def test_are_listed_with_what_they_come_to(self):
        result = atelier("recipes")
        self.assert_succeeds(result)
        for name in RECIPES:
            network = NETWORKS.get(name, name)
            self.assertRegex(result.stdout,
                             rf"(?m)^{name}: .+\n    network {network}, [0-9]+ epochs\n    .+%")

    def test_one_is_printed_with_all_its_options(self):
        result = atelier("recipes", "two-block")
        self.assert_succeeds(result)
        recipe = json.loads(result.stdout)
        self.assertEqual(recipe["network"]["name"], "two-block")
        self.assertEqual(recipe["options"]["batch_size"], 128)
        self.assertEqual(recipe["options"]["patience"], 10)


class Networks(CommandLineTest):
    def test_presets_are_listed_with_their_parameters(self):
        result = atelier("presets")
        self.assert_succeeds(result)
        rows = {line.split()[0]: line for line in result.stdout.splitlines()}
        for name, parameters in PRESETS.items():
            self.assertIn(parameters, rows[name])

    def test_a_summary_ends_with_the_totals(self):
        for name, parameters in PRESETS.items():
            with self.subTest(name):
                result = atelier("summary", name)
                self.assert_succeeds(result)
                self.assertIn(parameters, result.stdout)
                self.assertIn("conv2d", result.stdout)

    def test_a_network_can_come_from_a_file(self):
        result = atelier("summary", small_network_file(scratch_folder()))
        self.assert_succeeds(result)
        self.assertIn("2,038", result.stdout)  # 4*4*1*4+4 + 7*7*4*10+10

    def test_shapes_that_do_not_fit_name_the_layer_and_both_shapes(self):
        network = small_network_file(scratch_folder(), input=[3, 3, 1])
        for command in ["summary", "train"]:
            with self.subTest(command):
                self.assert_fails(atelier(command, network), 1, str(network), "conv2d", "4x4", "3x3")

    def test_a_file_that_is_no_network_is_named(self):
        folder = scratch_folder()
        (folder / "broken.json").write_text('{"input": [28, 28')
        (folder / "empty.json").write_text("")
        (folder / "other.json").write_text(json.dumps({"layers": 3}))
        for name in ["broken.json", "empty.json", "other.json", "absent.json"]:
            with self.subTest(name):
                self.assert_fails(atelier("summary", folder / name), 1, name)


if __name__ == "__main__":
    unittest.main()
