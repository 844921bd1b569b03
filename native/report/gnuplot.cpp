#include "gnuplot.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fmt/format.h>
#include <memory>
#include <spawn.h>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace atelier::cli {
namespace {

constexpr const char* kProgram = "gnuplot";
constexpr std::string_view kGround = "#fffefb";

[[noreturn]] void fail(std::string_view reason) {
  throw std::runtime_error(fmt::format("report: cannot run gnuplot: {}", reason));
}

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

/// A file without a name, for one end of a conversation: unlike a pipe it never fills up.
File temporary_file() {
  File file(std::tmpfile());
  if (file == nullptr)
    fail(std::strerror(errno));
  return file;
}

std::vector<std::uint8_t> content(std::FILE* file) {
  std::vector<std::uint8_t> bytes;
  std::array<std::uint8_t, 65536> piece{};
  std::rewind(file);
  while (const std::size_t count = std::fread(piece.data(), 1, piece.size(), file))
    bytes.insert(bytes.end(), piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(count));
  return bytes;
}

/// Starts gnuplot with the three files as its standard input, output and error.
pid_t start(std::FILE* input, std::FILE* output, std::FILE* errors) {
  // The person's own settings (~/.gnuplot) would change the picture.
  std::string program = kProgram;
  std::string option = "--default-settings";
  const std::array<char*, 3> arguments = {program.data(), option.data(), nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, fileno(input), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, fileno(output), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, fileno(errors), STDERR_FILENO);
  pid_t process = 0;
  const int error = posix_spawnp(&process, kProgram, &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error == ENOENT) {
    throw std::runtime_error(
        "report: gnuplot is not installed, and it draws the pictures; please install it "
        "(Debian, Ubuntu: apt install gnuplot-nox)");
  }
  if (error != 0)
    fail(std::strerror(error));
  return process;
}

/// What it writes by these commands.
std::vector<std::uint8_t> run(const std::string& commands) {
  const File input = temporary_file();
  const File output = temporary_file();
  const File errors = temporary_file();
  if (std::fwrite(commands.data(), 1, commands.size(), input.get()) != commands.size() ||
      std::fflush(input.get()) != 0) {
    fail(std::strerror(errno));
  }
  std::rewind(input.get());
  const pid_t process = start(input.get(), output.get(), errors.get());
  int status = 0;
  while (waitpid(process, &status, 0) < 0) {
    if (errno != EINTR)
      fail(std::strerror(errno));
  }
  if (status != 0) {
    const std::vector<std::uint8_t> words = content(errors.get());
    fail(words.empty() ? "it failed" : std::string(words.begin(), words.end()));
  }
  return content(output.get());
}

std::vector<std::uint8_t> drawn(const std::string& commands) {
  std::vector<std::uint8_t> picture = run(commands);
  if (picture.empty())
    fail("it drew nothing");
  return picture;
}

}  // namespace

void require_gnuplot() {
  run("");
}

std::vector<std::uint8_t> draw_svg(const Plot& plot) {
  return drawn(
      fmt::format("set terminal svg noenhanced size {},{} font 'Inter,DejaVu Sans,sans-serif,13' "
                  "background '{}'\n{}",
                  plot.width, plot.height, kGround, plot.commands));
}

std::vector<std::uint8_t> draw_png(const Plot& plot) {
  // A font of 13 pixels at 72 pixels an inch is 13 points.
  return drawn(fmt::format(
      "set terminal pngcairo noenhanced size {},{} font 'Inter,13' fontscale 1.55 linewidth 2 "
      "pointscale 2 background '{}'\n{}",
      2 * plot.width, 2 * plot.height, kGround, plot.commands));
}

std::string gnuplot_text(std::string_view text) {
  std::string quoted = "'";
  for (const char character : text) {
    if (character == '\'')
      quoted += '\'';
    quoted += static_cast<unsigned char>(character) < ' ' ? ' ' : character;
  }
  return quoted + "'";
}

}  // namespace atelier::cli
