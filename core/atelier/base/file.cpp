#include "atelier/base/file.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <system_error>

#include "atelier/base/message.h"

namespace atelier {

std::vector<std::uint8_t> load_file(const std::filesystem::path& path) {
  const auto fail = [&path] {
    throw std::runtime_error(message("cannot read {}: {}", path.string(), std::strerror(errno)));
  };
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(
      std::fopen(path.string().c_str(), "rb"), &std::fclose);
  if (file == nullptr)
    fail();

  // The size is only a hint: it saves growing, but a pipe has none and a file may change meanwhile.
  std::vector<std::uint8_t> bytes;
  std::error_code no_size;
  const std::uintmax_t size = std::filesystem::file_size(path, no_size);
  if (!no_size)
    bytes.reserve(static_cast<std::size_t>(size));

  std::array<std::uint8_t, std::size_t{1} << 16> chunk;
  while (const std::size_t count = std::fread(chunk.data(), 1, chunk.size(), file.get())) {
    bytes.insert(bytes.end(), chunk.begin(), chunk.begin() + static_cast<std::ptrdiff_t>(count));
  }
  if (std::ferror(file.get()) != 0)
    fail();
  return bytes;
}

}  // namespace atelier
