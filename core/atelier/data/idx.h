#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace atelier::data {

/// The content of an IDX file of unsigned bytes, the format of MNIST and its successors.
struct IdxArray {
  std::vector<std::size_t> sizes;  ///< Outermost first: [count, height, width] or [count].
  std::vector<std::uint8_t> values;
};

/// Reads an IDX file's bytes. Throws std::runtime_error that starts with
/// `name` if the bytes are no IDX file of unsigned bytes, or are shorter or longer than their sizes
/// say; nothing is allocated from sizes that the bytes do not bear out.
IdxArray parse_idx(std::span<const std::uint8_t> bytes, const std::string& name);

/// The same from a file, plain or gzip-compressed; also throws if it cannot be read or unpacked.
IdxArray read_idx(const std::filesystem::path& path);

}  // namespace atelier::data
