#include "atelier/io/file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <system_error>
#include <unistd.h>

#include "atelier/base/message.h"

namespace atelier::io {

namespace {

/// Writes and closes; whether all of it reached the disk, else errno says why not.
bool write_all(const std::filesystem::path& path, std::span<const std::uint8_t> bytes) {
  std::FILE* file = std::fopen(path.string().c_str(), "wb");
  if (file == nullptr)
    return false;
  // Without fsync, a power cut after the rename could leave an empty file under the final name.
  // Some file systems know no fsync (EINVAL) and are none the worse for it.
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size() &&
                       std::fflush(file) == 0 && (fsync(fileno(file)) == 0 || errno == EINVAL);
  const int reason = errno;
  if (std::fclose(file) != 0)
    return false;
  errno = reason;
  return written;
}

}  // namespace

void save_file(const std::filesystem::path& path, std::span<const std::uint8_t> bytes) {
  std::filesystem::path partial = path;
  partial += ".partial";
  bool saved = write_all(partial, bytes);
  int reason = errno;
  if (saved) {
    saved = std::rename(partial.string().c_str(), path.string().c_str()) == 0;
    reason = errno;
  }
  if (!saved) {
    std::error_code ignored;
    std::filesystem::remove(partial, ignored);
    throw std::runtime_error(message("cannot write {}: {}", path.string(), std::strerror(reason)));
  }
}

}  // namespace atelier::io
