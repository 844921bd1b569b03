#include "training_display.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <string>

#include "atelier/base/grouped.h"

#include "terminal.h"
#include "text.h"

namespace atelier::cli {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds kRedrawInterval{100};
constexpr seconds kPlainLineInterval{10};
constexpr std::size_t kWidestBar = 30;
constexpr std::size_t kNarrowestBar = 5;

/// "images/s, time left, loss, accuracy" of a training in the middle of an epoch.
std::string figures(const train::Progress& progress, std::size_t training_count) {
  if (progress.images == 0)
    return "";
  const auto images_left = static_cast<double>(training_count - progress.images);
  const std::string left =
      progress.images_per_second > 0 ? duration(images_left / progress.images_per_second) : "?";
  return fmt::format("{} images/s  {} left  loss {:.4f}  accuracy {:.4f}",
                     grouped(static_cast<std::size_t>(std::llround(progress.images_per_second))),
                     left, progress.loss, progress.accuracy);
}

/// "[=====>    ] ", as wide as there is room for; nothing where there is none.
std::string bar(double done, std::size_t room) {
  constexpr std::size_t kFrame = 3;
  if (room < kNarrowestBar + kFrame)
    return "";
  const std::size_t width = std::min(room - kFrame, kWidestBar);
  const auto filled = static_cast<std::size_t>(done * static_cast<double>(width));
  std::string cells(width, ' ');
  std::fill_n(cells.begin(), filled, '=');
  if (filled < width)
    cells[filled] = '>';
  return "[" + cells + "] ";
}

/// With four decimals; a dash where there is none.
std::string figure(const std::optional<double>& value) {
  return value ? fmt::format("{:.4f}", *value) : "-";
}

}  // namespace

TrainingDisplay::TrainingDisplay(std::size_t training_count, bool quiet)
    : training_count_(training_count), quiet_(quiet), redraws_(can_redraw()) {}

void TrainingDisplay::show(const train::Progress& progress) {
  if (quiet_ || progress.phase == train::Phase::kFinished)
    return;
  const Clock::time_point now = Clock::now();
  const Clock::duration interval = redraws_ ? Clock::duration(kRedrawInterval) : kPlainLineInterval;
  if (now - shown_at_ < interval)
    return;
  shown_at_ = now;

  const double done = progress.steps == 0 ? 0
                                          : static_cast<double>(progress.step) /
                                                static_cast<double>(progress.steps);
  const std::string epoch = fmt::format("epoch {}/{} ", progress.epoch, progress.epochs);
  const std::string rest =
      fmt::format("{:3.0f} %  {}", 100 * done,
                  progress.phase == train::Phase::kValidating ? "validating"
                                                              : figures(progress, training_count_));
  if (!redraws_) {
    say(epoch + rest);
    return;
  }
  // One column stays free: a line that fills the terminal would wrap on some.
  const std::size_t columns = terminal_width() - 1;
  const std::size_t used = epoch.size() + rest.size();
  std::string line = epoch + bar(done, columns > used ? columns - used : 0) + rest;
  line.resize(std::min(line.size(), columns));
  fmt::print(stderr, "\r{}\x1b[K", line);
  std::fflush(stderr);
  drawn_ = true;
}

void TrainingDisplay::add_row(const train::EpochRecord& record, std::size_t epochs, bool best) {
  if (quiet_)
    return;
  clear();
  if (!heading_printed_) {
    print_line("              training            validation");
    print_line("epoch      loss  accuracy      loss  accuracy   images/s       time");
    heading_printed_ = true;
  }
  print_line(fmt::format("{:<7}{:>8.4f}  {:>8.4f}  {:>8}  {:>8}  {:>9}  {:>9}{}",
                         fmt::format("{}/{}", record.epoch, epochs), record.training_loss,
                         record.training_accuracy, figure(record.validation_loss),
                         figure(record.validation_accuracy),
                         grouped(static_cast<std::size_t>(std::llround(record.images_per_second))),
                         duration(record.seconds), best ? "  best" : ""));
}

void TrainingDisplay::clear() {
  if (!drawn_)
    return;
  fmt::print(stderr, "\r\x1b[K");
  std::fflush(stderr);
  drawn_ = false;
}

}  // namespace atelier::cli
