#include "atelier/data/augmentation/garment_outlines.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "atelier/data/augmentation/outline_table.h"

namespace atelier::data {

namespace {

// What outline_table.h reads: the names are for people, all else is as in garment_outlines.h.

constexpr std::string_view kTops = R"(
tee
  piece  half  sharp  50,15 58,13 64,5 80,11 97,34 84,44 77,37 77,96 50,96
  seam   once  round  36,5 42,18 50,22 58,18 64,5
  seam   twice sharp  92,28 81,38
v-neck tee
  piece  half  sharp  50,20 62,4 80,9 98,30 86,44 77,37 77,96 50,96
  seam   once  sharp  34,5 50,30 66,5
tank top
  piece  half  sharp  50,24 58,21 65,4 77,4 78,24 90,42 88,96 50,96
  patch  once  sharp  8,74 88,34 92,54 12,94
  seam   once  round  30,6 36,28 50,34 64,28 70,6
sports top
  piece  half  sharp  50,20 60,16 64,4 78,4 78,22 90,34 90,96 50,96
  patch  once  sharp  34,48 48,48 48,78 34,78
  patch  once  sharp  54,48 66,48 66,78 54,78
boxy tee
  piece  half  sharp  50,11 60,10 66,4 97,14 97,42 78,42 78,96 50,96
  patch  once  sharp  20,52 80,52 80,70 20,70
  seam   twice sharp  78,20 78,42
wide tee
  piece  half  round  50,16 62,10 72,6 90,14 99,34 88,42 80,38 82,92 50,96
  patch  twice sharp  99,30 86,42 82,36 95,24
  patch  once  round  30,6 40,20 50,24 60,20 70,6 50,4
plain tee
  piece  half  sharp  50,17 60,15 67,8 76,9 99,32 87,46 76,37 76,93 50,93
short tee
  piece  half  round  50,16 58,14 66,6 80,10 99,42 85,50 77,40 77,86 50,86
wide-necked tee
  piece  half  sharp  50,24 66,6 78,8 97,30 84,43 78,36 80,94 50,94
  seam   twice sharp  66,6 58,24
  patch  once  sharp  24,50 76,50 76,58 24,58
)";

constexpr std::string_view kTrousers = R"(
straight trousers
  piece  half  sharp  50,3 74,3 84,97 60,97 50,36
  seam   once  sharp  25,12 75,12
  seam   once  sharp  50,12 50,36
  seam   twice round  60,12 64,24 76,28
flared trousers
  piece  half  sharp  50,3 68,3 72,50 90,97 58,97 50,32
  seam   once  sharp  30,14 70,14
baggy trousers
  piece  half  sharp  50,4 78,4 97,82 88,97 66,97 50,46
  patch  twice sharp  97,82 88,97 64,97 62,84
  patch  once  sharp  20,4 80,4 82,16 18,16
  seam   once  sharp  50,16 50,46
narrow trousers
  piece  half  sharp  50,3 66,3 69,50 66,97 55,97 50,28
  seam   once  sharp  34,10 66,10
  seam   twice sharp  66,86 54,86
closed trousers
  piece  half  sharp  50,3 64,3 80,97 50,97
  patch  once  sharp  50,30 54,97 46,97
)";

constexpr std::string_view kPullovers = R"(
pullover
  piece  half  sharp  50,11 59,10 65,5 82,12 92,36 98,84 85,86 79,46 79,95 50,95
  seam   once  round  35,5 42,17 50,19 58,17 65,5
  seam   once  sharp  21,86 79,86
  seam   twice sharp  98,76 84,78
round pullover
  piece  half  sharp  50,9 64,5 82,10 96,34 96,76 78,76 78,95 50,95
  seam   twice sharp  78,36 78,76
  seam   once  round  35,5 42,18 58,18 65,5
turtleneck
  piece  half  sharp  50,3 61,3 62,13 82,18 94,40 97,84 83,85 79,50 79,96 50,96
  patch  once  sharp  39,3 61,3 62,14 38,14
  seam   once  sharp  21,88 79,88
hooded pullover
  piece  half  sharp  50,5 66,8 84,16 94,40 96,82 82,83 79,50 79,96 50,96
  piece  half  round  50,3 68,4 72,16 62,28 50,32
  patch  once  sharp  34,64 66,64 74,84 26,84
  seam   twice sharp  56,28 56,46
open-armed pullover
  piece  half  sharp  50,12 60,10 66,5 80,10 99,68 86,74 77,46 77,95 50,95
  patch  once  sharp  22,44 78,44 78,60 22,60
  seam   once  round  34,5 42,18 58,18 66,5
raglan pullover
  piece  half  round  50,6 62,5 80,14 95,40 97,74 95,78 82,78 80,74 79,94 70,97 50,97
  seam   twice sharp  62,8 79,46 80,76
patterned pullover
  piece  half  sharp  50,11 60,9 67,4 86,11 98,32 98,80 82,80 80,95 50,95
  seam   once  sharp  22,46 32,54 41,46 50,54 59,46 68,54 78,46
  seam   once  sharp  22,62 32,70 41,62 50,70 59,62 68,70 78,62
  seam   twice sharp  81,36 82,80
ribbed pullover
  piece  half  round  50,7 62,5 80,11 93,34 97,86 84,88 78,52 78,96 50,96
  patch  once  sharp  39,4 61,4 60,13 40,13
  patch  once  sharp  22,85 78,85 78,96 22,96
  patch  twice sharp  84,77 97,76 98,87 84,88
)";

constexpr std::string_view kDresses = R"(
flared dress
  piece  half  sharp  50,22 58,18 64,3 69,3 70,24 62,45 94,90 50,97
  patch  once  sharp  37,42 63,42 66,51 34,51
  seam   twice sharp  56,54 66,92
plain dress
  piece  half  sharp  50,16 57,14 62,4 71,4 71,22 63,42 84,97 50,97
  seam   once  sharp  37,43 63,43
  patch  once  sharp  20,84 80,84 84,97 16,97
sleeved dress
  piece  half  sharp  50,10 60,4 74,8 87,30 76,36 70,28 64,46 86,97 50,97
  seam   once  sharp  36,46 64,46
  seam   once  round  40,4 50,16 60,4
gown
  piece  half  sharp  50,12 57,10 60,3 65,3 66,14 60,34 64,60 80,97 50,97
  patch  once  sharp  50,40 56,97 44,97
long-sleeved dress
  piece  half  sharp  50,8 58,4 72,9 84,50 76,53 68,28 63,44 80,97 50,97
  seam   once  sharp  37,45 63,45
wide-skirted dress
  piece  half  sharp  50,18 56,14 61,3 66,3 66,20 60,38 98,76 84,84 50,90
  patch  once  sharp  40,34 60,34 62,42 38,42
  seam   twice sharp  55,44 72,86
pinafore dress
  piece  half  sharp  50,36 63,4 73,4 71,36 62,47 93,97 50,97
  seam   once  sharp  38,48 62,48
trapeze dress
  piece  half  sharp  50,14 58,12 63,4 72,5 76,24 92,97 50,97
  seam   once  round  37,4 50,20 63,4
strapped dress
  piece  half  round  50,28 58,20 66,22 67,4 73,4 76,26 67,50 96,90 50,97
  seam   once  round  30,86 50,92 70,86
belted dress
  piece  half  sharp  50,12 60,4 72,7 84,26 75,31 69,26 65,46 91,97 50,97
  patch  once  sharp  34,44 66,44 68,53 32,53
  patch  twice sharp  50,16 60,4 66,9 58,24
)";

constexpr std::string_view kCoats = R"(
coat
  piece  half  sharp  50,8 62,4 82,12 93,38 98,80 85,82 80,48 83,97 50,97
  patch  twice sharp  50,40 59,4 70,14 66,26
  seam   once  sharp  50,40 50,97
  seam   twice sharp  60,66 75,63
zipped jacket
  piece  half  sharp  50,4 63,4 82,13 95,40 97,84 83,86 80,48 80,96 50,96
  seam   once  sharp  50,4 50,96
  seam   once  sharp  37,14 63,14
  seam   once  sharp  20,86 80,86
  seam   twice sharp  62,60 74,76
quilted jacket
  piece  half  round  50,3 62,3 66,11 84,17 95,40 98,84 86,86 80,80 80,96 50,97
  seam   once  sharp  4,34 96,34
  seam   once  sharp  4,50 96,50
  seam   once  sharp  4,66 96,66
  seam   once  sharp  4,82 96,82
  seam   once  sharp  50,3 50,97
open coat
  piece  half  sharp  50,5 60,3 80,10 92,40 97,84 86,86 80,50 84,97 50,97
  patch  once  sharp  42,4 58,4 56,97 44,97
  patch  twice sharp  57,38 60,4 70,16
  patch  twice sharp  62,64 76,64 76,78 62,78
suit jacket
  piece  half  sharp  50,8 64,4 84,12 96,36 96,80 79,80 80,95 50,95
  patch  once  sharp  36,4 64,4 50,50
  patch  twice sharp  50,54 62,4 74,26 66,30
  seam   once  sharp  50,52 50,95
  seam   twice sharp  79,44 79,80
hooded jacket
  piece  half  sharp  50,5 66,8 84,16 95,40 97,82 82,83 80,48 80,96 50,96
  piece  half  round  50,3 70,4 74,16 62,26 50,30
  seam   once  sharp  50,30 50,96
  seam   twice sharp  60,74 72,60
flared coat
  piece  half  sharp  50,6 60,3 78,9 92,60 80,64 74,40 86,97 50,97
  patch  twice sharp  50,42 58,4 68,16 60,22
  seam   once  sharp  50,42 50,97
  seam   once  sharp  28,50 72,50
belted coat
  piece  half  sharp  50,7 60,3 72,8 87,20 93,48 79,50 74,34 67,52 76,97 50,97
  patch  twice sharp  50,14 60,3 69,10 59,21
  seam   once  sharp  33,52 67,52
  seam   once  sharp  50,14 50,97
  seam   twice sharp  54,30 54,90
laboratory coat
  piece  half  sharp  50,6 60,3 76,11 89,36 97,74 86,77 79,58 81,92 76,97 50,97
  patch  twice sharp  50,44 57,3 66,9 69,24 59,32
  seam   once  sharp  50,44 50,97
  patch  twice sharp  60,64 75,64 76,79 60,79
  seam   twice sharp  79,40 79,62
three-quarter coat
  piece  half  sharp  50,4 60,4 74,11 97,62 82,68 77,52 78,95 50,95
  seam   once  sharp  50,4 50,95
  seam   twice sharp  60,4 53,40
trench coat
  piece  half  sharp  50,5 61,4 79,12 91,38 94,74 81,76 77,46 71,56 83,97 50,97
  patch  once  sharp  28,52 72,52 72,60 28,60
  patch  twice sharp  50,36 59,4 71,14 62,24
  seam   once  sharp  44,34 44,97
)";

// Toes point to the left.
constexpr std::string_view kSandals = R"(
flip flop, turns
  piece  half  round  50,3 67,6 73,26 65,54 67,80 62,96 50,98
  patch  half  sharp  50,24 68,50 65,58 50,36
flip flops
  piece  twice round  75,3 90,7 97,26 90,54 91,84 84,97 68,97 60,84 61,54 54,26 60,7
  seam   twice round  92,52 84,32 75,26 66,32 59,52
wedge
  piece  once  sharp  2,90 3,82 28,80 50,68 76,42 97,30 96,60 92,92 60,92
  piece  once  round  6,82 12,62 26,52 42,58 54,66 30,82
  seam   once  sharp  3,86 30,86 52,76 78,50 97,40
high heel
  piece  once  sharp  2,92 3,85 28,83 50,64 72,44 93,36 98,42 96,94 90,94 88,60 74,58 52,78 32,92
  piece  once  sharp  8,86 16,62 28,60 34,82
  handle once  round  74,46 70,18 82,10 96,20 95,40
flat sandal
  piece  once  sharp  2,92 3,78 40,76 97,72 98,90 50,93
  piece  once  sharp  8,80 18,54 30,50 36,79
  piece  once  sharp  50,79 54,40 66,38 70,77
  piece  once  sharp  88,76 86,40 96,36 97,76
  piece  once  sharp  60,40 94,28 97,40 64,54
mule
  piece  once  sharp  2,90 3,78 40,75 62,60 96,52 98,64 96,93 76,93 74,74 60,80 44,92
  piece  once  sharp  18,80 24,46 50,40 58,66 40,80
narrow flip flop, turns
  piece  half  round  50,3 64,6 70,22 61,50 64,84 58,97 50,98
  seam   once  round  31,34 44,20 50,10 56,20 69,34
left flip flop, turns
  piece  once  round  34,5 60,3 74,22 66,50 68,84 56,98 40,97 32,82 38,50 26,26
  patch  once  round  30,42 34,24 50,12 64,24 70,44 62,40 52,22 40,38
)";

constexpr std::string_view kShirts = R"(
shirt
  piece  half  sharp  50,10 60,4 80,11 91,36 97,84 85,86 78,46 79,95 50,96
  patch  twice sharp  50,14 60,3 67,9 59,23
  seam   once  sharp  50,14 50,96
  patch  once  sharp  57,36 71,36 71,50 57,50
  seam   twice sharp  97,77 84,79
short-sleeved shirt
  piece  half  sharp  50,10 61,4 80,11 97,38 84,46 77,38 77,96 50,96
  patch  twice sharp  50,16 60,3 68,9 60,24
  seam   once  sharp  50,16 50,96
  patch  once  sharp  57,38 70,38 70,52 57,52
polo shirt
  piece  half  sharp  50,8 62,4 82,11 98,38 84,46 77,40 77,96 50,96
  patch  twice sharp  50,18 59,4 68,10 59,26
  patch  once  sharp  46,16 54,16 54,46 46,46
blouse
  piece  half  sharp  50,16 59,4 78,9 96,64 84,69 75,42 79,95 50,96
  seam   once  sharp  40,4 50,26 60,4
  seam   once  sharp  50,26 50,96
)";

// Toes point to the left.
constexpr std::string_view kSneakers = R"(
sneaker, turns
  piece  once  sharp  2,78 5,62 28,54 46,34 56,22 68,34 84,28 92,20 97,36 98,78
  piece  once  sharp  1,76 99,74 99,88 92,92 6,92 1,86
  patch  once  sharp  2,76 5,62 20,57 26,76
  seam   once  sharp  32,48 44,56
  seam   once  sharp  40,40 52,48
  seam   once  sharp  48,31 60,40
running shoe, turns
  piece  once  round  2,84 2,68 18,60 36,50 52,26 60,22 70,36 82,36 94,22 99,40 98,84
  patch  once  sharp  0,80 40,80 99,70 99,92 0,92
  patch  once  sharp  44,74 56,46 66,46 58,74
  patch  once  sharp  84,72 80,40 99,30 99,70
  seam   once  sharp  38,48 50,54
  seam   once  sharp  44,38 58,44
low shoe, turns
  piece  once  round  1,88 3,64 26,52 44,34 54,30 70,44 88,32 97,34 99,88
  seam   once  sharp  1,76 99,74
  seam   once  sharp  30,48 42,58
  seam   once  sharp  40,38 52,50
capped shoe, turns
  piece  once  round  2,82 2,64 18,54 40,46 50,26 66,22 90,24 97,40 98,82
  patch  once  round  2,82 2,64 12,62 22,70 24,82
  seam   once  sharp  40,46 48,56
  seam   once  sharp  46,36 56,46
simple shoe
  piece  once  sharp  2,80 2,60 12,52 38,46 54,24 94,24 97,30 97,80
  patch  once  round  98,58 86,60 78,70 78,80 98,80
  seam   once  sharp  42,44 48,56
  seam   once  sharp  50,36 58,46
laced shoe, turns
  piece  once  sharp  2,82 6,62 28,56 48,36 54,20 64,18 72,32 90,30 97,44 98,82
  patch  once  sharp  1,74 99,74 99,86 2,86
  patch  once  sharp  78,74 74,36 96,36 98,74
  patch  once  sharp  2,74 6,62 22,58 30,74
  seam   once  sharp  36,46 48,54
  seam   once  sharp  46,34 60,42
)";

constexpr std::string_view kBags = R"(
handbag
  piece  once  sharp  14,40 86,40 96,96 4,96
  handle half  round  50,5 62,7 70,20 71,42
  patch  once  sharp  10,68 90,68 96,96 4,96
  patch  twice sharp  64,40 76,40 76,54 64,54
flap bag
  piece  once  sharp  10,38 90,38 94,94 6,94
  handle half  round  50,8 66,10 72,24 74,40
  patch  once  sharp  10,38 90,38 92,54 50,68 8,54
  patch  once  round  44,58 56,58 56,72 44,72
tote
  piece  once  sharp  12,30 88,30 94,97 6,97
  handle half  round  50,3 62,5 68,18 68,44
  seam   once  sharp  10,44 90,44
briefcase
  piece  half  sharp  50,26 92,26 98,32 98,86 92,92 50,92
  handle half  sharp  50,10 64,10 67,14 67,28
  seam   once  sharp  2,58 98,58
  patch  once  sharp  43,52 57,52 57,66 43,66
backpack
  piece  twice sharp  80,54 95,58 97,86 80,90
  piece  half  round  50,9 70,12 84,34 86,90 78,97 50,97
  handle half  round  50,2 60,3 61,14
  patch  once  sharp  28,58 72,58 74,88 26,88
  seam   once  round  22,44 36,32 64,32 78,44
  seam   once  sharp  28,68 72,68
strapped backpack
  piece  twice round  70,20 92,18 99,50 88,70 76,60
  piece  half  round  50,6 72,8 80,26 84,88 72,97 50,97
  patch  once  round  26,12 74,12 76,44 24,44
  patch  once  sharp  44,40 56,40 56,66 44,66
purse
  piece  half  round  50,28 78,30 97,60 94,90 70,97 50,97
  piece  once  round  40,10 60,10 62,32 38,32
  seam   once  round  14,50 24,40 50,36 76,40 86,50
  patch  once  round  40,56 60,56 60,76 40,76
clutch
  piece  once  round  6,26 50,22 92,26 98,50 98,86 50,88 4,86 3,50
  seam   once  sharp  4,42 97,42
  handle once  round  8,30 1,24 4,10 18,8 16,28
shoulder bag
  piece  half  round  50,46 82,46 88,54 90,90 80,97 50,97
  handle half  round  50,2 58,4 68,18 84,52
  patch  once  sharp  12,48 88,48 86,68 14,68
satchel
  piece  half  round  50,26 72,28 92,56 98,94 50,95
  handle half  round  50,6 60,8 66,18 66,34
  seam   once  sharp  8,70 92,70
suitcase
  piece  half  sharp  50,22 84,22 90,28 90,90 84,96 50,96
  handle half  sharp  50,5 62,5 64,8 64,24
  seam   twice sharp  72,22 72,96
school bag
  piece  half  round  50,10 68,11 77,24 79,97 50,97
  piece  once  round  77,44 93,50 97,72 93,86 78,88
  handle half  round  50,2 59,3 61,13
  patch  once  round  25,56 70,56 72,90 24,90
  seam   once  sharp  25,67 71,67
  patch  once  sharp  45,62 51,62 51,74 45,74
hiking bag
  piece  half  round  50,20 76,21 82,30 83,97 50,97
  handle twice round  66,21 78,7 92,10 97,40 95,70 84,84
  patch  once  sharp  28,34 72,34 72,64 28,64
  patch  once  sharp  43,74 57,74 57,90 43,90
flat backpack
  piece  half  round  50,15 78,16 88,28 88,97 50,97
  handle half  sharp  50,3 61,3 63,16
  patch  once  sharp  50,38 58,46 50,54 42,46
  seam   once  sharp  16,70 84,70
)";

// Toes point to the left.
constexpr std::string_view kBoots = R"(
heeled boot
  piece  once  sharp  2,92 4,78 28,68 46,50 48,4 90,4 90,40 97,66 96,96 78,96 74,84 60,86 40,94
  seam   once  sharp  2,86 40,88 60,80 97,74
  seam   once  sharp  78,4 78,40
  patch  once  sharp  48,4 90,4 90,18 47,18
tall boot
  piece  once  sharp  4,95 6,84 26,78 44,62 48,40 44,3 86,3 84,44 90,70 89,97 77,97 74,86 58,88 38,96
  patch  once  sharp  44,3 86,3 86,12 45,12
  seam   once  sharp  4,90 38,90 58,82 90,78
hiking boot
  piece  once  sharp  3,80 5,62 28,54 42,38 44,8 84,5 90,14 92,50 96,80
  piece  once  sharp  1,78 98,78 99,92 60,90 56,94 2,94
  patch  once  sharp  3,78 5,62 24,56 30,78
  seam   once  sharp  34,46 48,56
  seam   once  sharp  42,36 58,44
  seam   once  sharp  44,22 60,28
lace boot
  piece  once  round  2,92 2,66 24,58 48,48 48,30 46,4 92,4 92,40 97,60 97,92
  patch  once  sharp  0,80 99,80 99,94 0,94
  patch  once  round  46,4 66,4 62,22 46,26
  seam   once  sharp  40,46 58,58
)";

/// In the order of Fashion-MNIST's labels.
constexpr std::array kTexts = {kTops,    kTrousers, kPullovers, kDresses, kCoats,
                               kSandals, kShirts,   kSneakers,  kBags,    kBoots};

constexpr auto kTable = read_outlines<kTexts>();

}  // namespace

std::size_t garment_outline_count(std::uint8_t label) {
  return static_cast<std::size_t>(std::ranges::count(kTable.outlines, label, &OutlineRow::label));
}

GarmentOutline garment_outline(std::uint8_t label, std::size_t which) {
  const auto row = std::ranges::find(kTable.outlines, label, &OutlineRow::label) +
                   static_cast<std::ptrdiff_t>(which);
  auto part = kTable.parts.begin();
  const OutlinePoint* points = kTable.points.data();
  for (const OutlineRow& before : std::span(kTable.outlines.begin(), row)) {
    for (std::size_t i = 0; i < before.part_count; ++i)
      points += (part++)->point_count;
  }
  GarmentOutline outline = {.turns = row->turns, .count = row->part_count, .parts = {}};
  for (OutlinePart& drawn : std::span(outline.parts).first(outline.count)) {
    drawn = {.kind = part->kind,
             .side = part->side,
             .corners = part->corners,
             .points = {points, part->point_count}};
    points += (part++)->point_count;
  }
  return outline;
}

}  // namespace atelier::data
