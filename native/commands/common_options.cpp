#include "common_options.h"

namespace atelier::cli {

void add_model_option(CLI::App& command, std::string& model) {
  command.add_option("--model", model, "A model file, or a folder made by `atelier train`")
      ->type_name("FILE|DIR")
      ->required();
}

void add_data_option(CLI::App& command, std::string& folder) {
  command
      .add_option("--data", folder,
                  "Folder with Fashion-MNIST's four files (default: $ATELIER_DATA, else "
                  "~/.cache/atelier/fashion-mnist)")
      ->type_name("DIR");
}

void add_threads_option(CLI::App& command, std::size_t& threads) {
  constexpr int kMostThreads = 1024;
  command
      .add_option("--threads", threads,
                  "How many threads compute, at most one for each core; 0: one "
                  "for each core")
      ->type_name("N")
      ->check(CLI::Range(0, kMostThreads).description(""))
      ->capture_default_str();
}

}  // namespace atelier::cli
