#include "atelier/base/grouped.h"

namespace atelier {

std::string grouped(std::size_t number) {
  std::string text = std::to_string(number);
  for (std::size_t from_end = 3; from_end < text.size(); from_end += 4)
    text.insert(text.size() - from_end, ",");
  return text;
}

}  // namespace atelier
