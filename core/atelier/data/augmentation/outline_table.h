#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <stdexcept>
#include <string_view>

#include "atelier/data/augmentation/garment_outlines.h"

namespace atelier::data {

// Outlines are written as text and kept as tables without pointers, a few bytes a part, which every
// visitor of the page downloads. The compiler reads the text, and refuses what is none of the
// below:
//
//     name                        or "name, turns" for GarmentOutline::turns
//       kind side corners x,y x,y ...
//       ...

struct OutlineRow {
  std::uint8_t label = 0;
  bool turns = false;
  std::uint8_t part_count = 0;
};

struct PartRow {
  PartKind kind = PartKind::kPiece;
  PartSide side = PartSide::kOnce;
  PartCorners corners = PartCorners::kSharp;
  std::uint8_t point_count = 0;
};

/// All outlines in the order of their labels, with all their parts and points in a row.
template <std::size_t kOutlines, std::size_t kParts, std::size_t kPoints>
struct OutlineTable {
  std::array<OutlineRow, kOutlines> outlines;
  std::array<PartRow, kParts> parts;
  std::array<OutlinePoint, kPoints> points;
};

namespace outline_text {

/// Takes what is before the separator off a text, and the separator.
constexpr std::string_view take(std::string_view& text, char separator) {
  const std::size_t length = std::min(text.find(separator), text.size());
  const std::string_view taken = text.substr(0, length);
  text.remove_prefix(std::min(length + 1, text.size()));
  return taken;
}

constexpr std::string_view take_word(std::string_view& line) {
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  return take(line, ' ');
}

constexpr bool is_part(std::string_view line) {
  return line.starts_with(' ');
}

/// The place of a word among those for an enumeration's values.
constexpr std::size_t place_of(std::string_view word,
                               std::initializer_list<std::string_view> words) {
  const auto* found = std::ranges::find(words, word);
  if (found == words.end())
    throw std::invalid_argument("outline: unknown word");
  return static_cast<std::size_t>(found - words.begin());
}

constexpr std::uint8_t read_number(std::string_view digits) {
  int number = 0;
  for (const char digit : digits) {
    number = 10 * number + (digit - '0');
    if (digit < '0' || digit > '9' || number > 100)
      throw std::invalid_argument("outline: a coordinate is a whole number up to 100");
  }
  return static_cast<std::uint8_t>(number);
}

constexpr OutlinePoint read_point(std::string_view word) {
  const std::string_view x = take(word, ',');
  if (x.empty() || word.empty())
    throw std::invalid_argument("outline: a point is x,y");
  return {.x = read_number(x), .y = read_number(word)};
}

/// What is before a part's points.
constexpr PartRow read_look(std::string_view& line) {
  const auto kind = place_of(take_word(line), {"piece", "patch", "seam", "handle"});
  const auto side = place_of(take_word(line), {"once", "half", "twice"});
  const auto corners = place_of(take_word(line), {"sharp", "round"});
  return {.kind = static_cast<PartKind>(kind),
          .side = static_cast<PartSide>(side),
          .corners = static_cast<PartCorners>(corners)};
}

/// Calls `visit` with each line of each text that has something in it, and the text's place.
template <typename Texts, typename Visit>
constexpr void for_each_line(const Texts& texts, const Visit& visit) {
  for (std::size_t label = 0; label < texts.size(); ++label) {
    std::string_view rest = texts[label];
    while (!rest.empty()) {
      const std::string_view line = take(rest, '\n');
      if (!line.empty())
        visit(line, label);
    }
  }
}

}  // namespace outline_text

/// Reads a text for each label.
template <const auto& kTexts>
consteval auto read_outlines() {
  using namespace outline_text;
  constexpr auto count = [](auto counted) {
    std::size_t sum = 0;
    for_each_line(kTexts, [&](std::string_view line, std::size_t) { sum += counted(line); });
    return sum;
  };
  constexpr std::size_t kOutlines = count([](std::string_view line) { return !is_part(line); });
  constexpr std::size_t kParts = count(is_part);
  constexpr std::size_t kPoints = count([](std::string_view line) {
    return is_part(line) ? static_cast<std::size_t>(std::ranges::count(line, ',')) : 0;
  });

  OutlineTable<kOutlines, kParts, kPoints> table = {};
  std::size_t outlines = 0;
  std::size_t parts = 0;
  std::size_t points = 0;
  for_each_line(kTexts, [&](std::string_view line, std::size_t label) {
    if (!is_part(line)) {
      table.outlines[outlines++] = {.label = static_cast<std::uint8_t>(label),
                                    .turns = line.ends_with(", turns")};
      return;
    }
    OutlineRow& outline = table.outlines[outlines - 1];
    PartRow& part = table.parts[parts++];
    part = read_look(line);
    for (auto word = take_word(line); !word.empty(); word = take_word(line)) {
      table.points[points++] = read_point(word);
      ++part.point_count;
    }
    if (++outline.part_count > GarmentOutline::kMostParts ||
        part.point_count > OutlinePart::kMostPoints)
      throw std::invalid_argument("outline: too many parts or points");
  });
  return table;
}

}  // namespace atelier::data
