#pragma once

#include "atelier/data/picture/reduced_picture.h"

namespace atelier::data {

/// What lies inside a thin frame: a line of one colour along all four edges of the picture, at most
/// 1/32 of it thick, and of another colour than what it goes round. The whole picture if there is
/// none. In cells.
Region inside_frame(const Plane<Cell>& picture);

}  // namespace atelier::data
