#pragma once

#include <csignal>

namespace atelier::cli {

/// While it lives, Ctrl-C (SIGINT) and SIGTERM do not end the program but are noted, so that work
/// can be brought to a good end. A second signal of the same kind ends the program at once, as
/// usual.
///
/// At most one at a time.
class InterruptWatch {
 public:
  InterruptWatch();
  ~InterruptWatch();
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch(InterruptWatch&&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;
  InterruptWatch& operator=(InterruptWatch&&) = delete;

  /// The signal that came; 0 if none did.
  int signal() const;

 private:
  struct sigaction previous_interrupt_ = {};
  struct sigaction previous_terminate_ = {};
};

}  // namespace atelier::cli
