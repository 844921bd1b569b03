#pragma once

#include <cstddef>
#include <cstdio>
#include <string>

namespace atelier::cli {

/// Whether a person can be asked: standard input and standard error are both a terminal.
bool can_ask();

/// Whether standard error is a terminal that understands how to go back and overwrite a line.
bool can_redraw();

/// Columns of the terminal at standard error; 80 if it does not say.
std::size_t terminal_width();

/// Asks at standard error until the answer is a whole number from 1 to `largest`. An empty answer,
/// or the end of the input, stands for `preset`.
std::size_t ask_for_number(const std::string& question, std::size_t preset, std::size_t largest);

/// Prints a line to standard error; all that the command line says beside its results goes there.
void say(const std::string& line);

/// Prints a line to standard output at once, so that whoever reads from a pipe sees it when it
/// happens. Throws std::runtime_error if it cannot be written (a full disk).
void print_line(const std::string& line);

}  // namespace atelier::cli
