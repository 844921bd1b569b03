#pragma once

#include <cstddef>
#include <string>

namespace atelier {

/// With thousands separators: "394,530".
std::string grouped(std::size_t number);

}  // namespace atelier
