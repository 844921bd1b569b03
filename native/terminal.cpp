#include "terminal.h"

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <fmt/format.h>
#include <iostream>
#include <stdexcept>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>

namespace atelier::cli {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos)
    return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

}  // namespace

bool can_ask() {
  return isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1;
}

bool can_redraw() {
  const char* terminal = std::getenv("TERM");
  return isatty(STDERR_FILENO) == 1 && terminal != nullptr && std::strcmp(terminal, "dumb") != 0;
}

std::size_t terminal_width() {
  winsize size{};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return 80;
  return size.ws_col;
}

std::size_t ask_for_number(const std::string& question, std::size_t preset, std::size_t largest) {
  while (true) {
    fmt::print(stderr, "{} [{}] ", question, preset);
    std::string line;
    if (!std::getline(std::cin, line)) {
      say("");
      return preset;
    }
    const std::string_view answer = trimmed(line);
    if (answer.empty())
      return preset;
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(answer.data(), answer.data() + answer.size(), number);
    const bool whole = error == std::errc() && end == answer.data() + answer.size();
    if (whole && number >= 1 && number <= largest)
      return number;
    say(fmt::format("Please give a whole number from 1 to {}, or press Enter for {}.", largest,
                    preset));
  }
}

void say(const std::string& line) {
  fmt::print(stderr, "{}\n", line);
}

void print_line(const std::string& line) {
  // Not fmt::print: it throws an error that does not say what was being written.
  if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size() ||
      std::fputc('\n', stdout) == EOF || std::fflush(stdout) != 0) {
    throw std::runtime_error(
        fmt::format("cannot write to standard output: {}", std::strerror(errno)));
  }
}

}  // namespace atelier::cli
