#include "atelier/data/augmentation/garment_outlines.h"

#include <array>

namespace atelier::data {

namespace {

constexpr PartKind kPiece = PartKind::kPiece;
constexpr PartKind kPatch = PartKind::kPatch;
constexpr PartKind kSeam = PartKind::kSeam;
constexpr PartKind kHandle = PartKind::kHandle;
constexpr PartSide kAsIs = PartSide::kAsIs;
constexpr PartSide kHalf = PartSide::kHalf;
constexpr PartSide kTwice = PartSide::kTwice;
constexpr PartCorners kSharp = PartCorners::kSharp;
constexpr PartCorners kRound = PartCorners::kRound;

using Parts = OutlinePart;

// T-shirts and tops.

constexpr Parts kTee[] = {
    {kPiece,
     kHalf,
     kSharp,
     {{50, 15}, {58, 13}, {64, 5}, {80, 11}, {97, 34}, {84, 44}, {77, 37}, {77, 96}, {50, 96}}},
    {kSeam, kAsIs, kRound, {{36, 5}, {42, 18}, {50, 22}, {58, 18}, {64, 5}}},
    {kSeam, kTwice, kSharp, {{92, 28}, {81, 38}}},
};
constexpr Parts kVNeckTee[] = {
    {kPiece,
     kHalf,
     kSharp,
     {{50, 20}, {62, 4}, {80, 9}, {98, 30}, {86, 44}, {77, 37}, {77, 96}, {50, 96}}},
    {kSeam, kAsIs, kSharp, {{34, 5}, {50, 30}, {66, 5}}},
};
constexpr Parts kTankTop[] = {
    {kPiece,
     kHalf,
     kSharp,
     {{50, 24}, {58, 21}, {65, 4}, {77, 4}, {78, 24}, {90, 42}, {88, 96}, {50, 96}}},
    {kPatch, kAsIs, kSharp, {{8, 74}, {88, 34}, {92, 54}, {12, 94}}},
    {kSeam, kAsIs, kRound, {{30, 6}, {36, 28}, {50, 34}, {64, 28}, {70, 6}}},
};
constexpr Parts kSportsTop[] = {
    {kPiece,
     kHalf,
     kSharp,
     {{50, 20}, {60, 16}, {64, 4}, {78, 4}, {78, 22}, {90, 34}, {90, 96}, {50, 96}}},
    {kPatch, kAsIs, kSharp, {{34, 48}, {48, 48}, {48, 78}, {34, 78}}},
    {kPatch, kAsIs, kSharp, {{54, 48}, {66, 48}, {66, 78}, {54, 78}}},
};
constexpr Parts kBoxyTee[] = {
    {kPiece,
     kHalf,
     kSharp,
     {{50, 11}, {60, 10}, {66, 4}, {97, 14}, {97, 42}, {78, 42}, {78, 96}, {50, 96}}},
    {kPatch, kAsIs, kSharp, {{20, 52}, {80, 52}, {80, 70}, {20, 70}}},
    {kSeam, kTwice, kSharp, {{78, 20}, {78, 42}}},
};
constexpr Parts kWideTee[] = {
    {kPiece,
     kHalf,
     kRound,
     {{50, 16}, {62, 10}, {72, 6}, {90, 14}, {99, 34}, {88, 42}, {80, 38}, {82, 92}, {50, 96}}},
    {kPatch, kTwice, kSharp, {{99, 30}, {86, 42}, {82, 36}, {95, 24}}},
    {kPatch, kAsIs, kRound, {{30, 6}, {40, 20}, {50, 24}, {60, 20}, {70, 6}, {50, 4}}},
};

// Trousers.

constexpr Parts kStraightTrousers[] = {
    {kPiece, kHalf, kSharp, {{50, 3}, {74, 3}, {84, 97}, {60, 97}, {50, 36}}},
    {kSeam, kAsIs, kSharp, {{25, 12}, {75, 12}}},
    {kSeam, kAsIs, kSharp, {{50, 12}, {50, 36}}},
    {kSeam, kTwice, kRound, {{60, 12}, {64, 24}, {76, 28}}},
};
constexpr Parts kFlaredTrousers[] = {
    {kPiece, kHalf, kSharp, {{50, 3}, {68, 3}, {72, 50}, {90, 97}, {58, 97}, {50, 32}}},
    {kSeam, kAsIs, kSharp, {{30, 14}, {70, 14}}},
};
constexpr Parts kBaggyTrousers[] = {
    {kPiece, kHalf, kSharp, {{50, 4}, {78, 4}, {97, 82}, {88, 97}, {66, 97}, {50, 46}}},
    {kPatch, kTwice, kSharp, {{97, 82}, {88, 97}, {64, 97}, {62, 84}}},
    {kPatch, kAsIs, kSharp, {{20, 4}, {80, 4}, {82, 16}, {18, 16}}},
    {kSeam, kAsIs, kSharp, {{50, 16}, {50, 46}}},
};
constexpr Parts kNarrowTrousers[] = {
    {kPiece, kHalf, kSharp, {{50, 3}, {66, 3}, {69, 50}, {66, 97}, {55, 97}, {50, 28}}},
    {kSeam, kAsIs, kSharp, {{34, 10}, {66, 10}}},
    {kSeam, kTwice, kSharp, {{66, 86}, {54, 86}}},
};
constexpr Parts kClosedTrousers[] = {
    {kPiece, kHalf, kSharp, {{50, 3}, {64, 3}, {80, 97}, {50, 97}}},
    {kPatch, kAsIs, kSharp, {{50, 30}, {54, 97}, {46, 97}}},
};

// Pullovers.

constexpr Parts kPullover[] = {
    {kPiece,
     kHalf,
     kSharp,
     {{50, 11},
      {59, 10},
      {65, 5},
      {82, 12},
      {92, 36},
      {98, 84},
      {85, 86},
      {79, 46},
      {79, 95},
      {50, 95}}},
    {kSeam, kAsIs, kRound, {{35, 5}, {42, 17}, {50, 19}, {58, 17}, {65, 5}}},
    {kSeam, kAsIs, kSharp, {{21, 86}, {79, 86}}},
    {kSeam, kTwice, kSharp, {{98, 76}, {84, 78}}},
};
constexpr Parts kRoundPullover[] = {
    {kPiece,
     kHalf,
     kSharp,
     {{50, 9}, {64, 5}, {82, 10}, {96, 34}, {96, 76}, {78, 76}, {78, 95}, {50, 95}}},
    {kSeam, kTwice, kSharp, {{78, 36}, {78, 76}}},
    {kSeam, kAsIs, kRound, {{35, 5}, {42, 18}, {58, 18}, {65, 5}}},
};
constexpr Parts kTurtleneck[] = {
    {kPiece,
     kHalf,
     kSharp,
     {{50, 3},
      {61, 3},
      {62, 13},
      {82, 18},
      {94, 40},
      {97, 84},
      {83, 85},
      {79, 50},
      {79, 96},
      {50, 96}}},
    {kPatch, kAsIs, kSharp, {{39, 3}, {61, 3}, {62, 14}, {38, 14}}},
    {kSeam, kAsIs, kSharp, {{21, 88}, {79, 88}}},
};
constexpr Parts kHoodedPullover[] = {
    {kPiece,
     kHalf,
     kSharp,
     {{50, 5}, {66, 8}, {84, 16}, {94, 40}, {96, 82}, {82, 83}, {79, 50}, {79, 96}, {50, 96}}},
    {kPiece, kHalf, kRound, {{50, 3}, {68, 4}, {72, 16}, {62, 28}, {50, 32}}},
    {kPatch, kAsIs, kSharp, {{34, 64}, {66, 64}, {74, 84}, {26, 84}}},
    {kSeam, kTwice, kSharp, {{56, 28}, {56, 46}}},
};
constexpr Parts kOpenArmedPullover[] = {
    {kPiece,
     kHalf,
     kSharp,
     {{50, 12}, {60, 10}, {66, 5}, {80, 10}, {99, 68}, {86, 74}, {77, 46}, {77, 95}, {50, 95}}},
    {kPatch, kAsIs, kSharp, {{22, 44}, {78, 44}, {78, 60}, {22, 60}}},
    {kSeam, kAsIs, kRound, {{34, 5}, {42, 18}, {58, 18}, {66, 5}}},
};
constexpr Parts kRaglanPullover[] = {
    {kPiece,
     kHalf,
     kRound,
     {{50, 6},
      {62, 5},
      {80, 14},
      {95, 40},
      {97, 74},
      {95, 78},
      {82, 78},
      {80, 74},
      {79, 94},
      {70, 97},
      {50, 97}}},
    {kSeam, kTwice, kSharp, {{62, 8}, {79, 46}, {80, 76}}},
};

// Dresses.

constexpr Parts kFlaredDress[] = {
    {kPiece,
     kHalf,
     kSharp,
     {{50, 22}, {58, 18}, {64, 3}, {69, 3}, {70, 24}, {62, 45}, {94, 90}, {50, 97}}},
    {kPatch, kAsIs, kSharp, {{37, 42}, {63, 42}, {66, 51}, {34, 51}}},
    {kSeam, kTwice, kSharp, {{56, 54}, {66, 92}}},
};
constexpr Parts kPlainDress[] = {
    {kPiece,
     kHalf,
     kSharp,
     {{50, 16}, {57, 14}, {62, 4}, {71, 4}, {71, 22}, {63, 42}, {84, 97}, {50, 97}}},
    {kSeam, kAsIs, kSharp, {{37, 43}, {63, 43}}},
    {kPatch, kAsIs, kSharp, {{20, 84}, {80, 84}, {84, 97}, {16, 97}}},
};
constexpr Parts kSleevedDress[] = {
    {kPiece,
     kHalf,
     kSharp,
     {{50, 10}, {60, 4}, {74, 8}, {87, 30}, {76, 36}, {70, 28}, {64, 46}, {86, 97}, {50, 97}}},
    {kSeam, kAsIs, kSharp, {{36, 46}, {64, 46}}},
    {kSeam, kAsIs, kRound, {{40, 4}, {50, 16}, {60, 4}}},
};
constexpr Parts kGown[] = {
    {kPiece,
     kHalf,
     kSharp,
     {{50, 12}, {57, 10}, {60, 3}, {65, 3}, {66, 14}, {60, 34}, {64, 60}, {80, 97}, {50, 97}}},
    {kPatch, kAsIs, kSharp, {{50, 40}, {56, 97}, {44, 97}}},
};
constexpr Parts kLongSleevedDress[] = {
    {kPiece,
     kHalf,
     kSharp,
     {{50, 8}, {58, 4}, {72, 9}, {84, 50}, {76, 53}, {68, 28}, {63, 44}, {80, 97}, {50, 97}}},
    {kSeam, kAsIs, kSharp, {{37, 45}, {63, 45}}},
};
constexpr Parts kWideSkirtedDress[] = {
    {kPiece,
     kHalf,
     kSharp,
     {{50, 18}, {56, 14}, {61, 3}, {66, 3}, {66, 20}, {60, 38}, {98, 76}, {84, 84}, {50, 90}}},
    {kPatch, kAsIs, kSharp, {{40, 34}, {60, 34}, {62, 42}, {38, 42}}},
    {kSeam, kTwice, kSharp, {{55, 44}, {72, 86}}},
};

// Coats.

constexpr Parts kCoat[] = {
    {kPiece,
     kHalf,
     kSharp,
     {{50, 8}, {62, 4}, {82, 12}, {93, 38}, {98, 80}, {85, 82}, {80, 48}, {83, 97}, {50, 97}}},
    {kPatch, kTwice, kSharp, {{50, 40}, {59, 4}, {70, 14}, {66, 26}}},
    {kSeam, kAsIs, kSharp, {{50, 40}, {50, 97}}},
    {kSeam, kTwice, kSharp, {{60, 66}, {75, 63}}},
};
constexpr Parts kZippedJacket[] = {
    {kPiece,
     kHalf,
     kSharp,
     {{50, 4}, {63, 4}, {82, 13}, {95, 40}, {97, 84}, {83, 86}, {80, 48}, {80, 96}, {50, 96}}},
    {kSeam, kAsIs, kSharp, {{50, 4}, {50, 96}}},
    {kSeam, kAsIs, kSharp, {{37, 14}, {63, 14}}},
    {kSeam, kAsIs, kSharp, {{20, 86}, {80, 86}}},
    {kSeam, kTwice, kSharp, {{62, 60}, {74, 76}}},
};
constexpr Parts kQuiltedJacket[] = {
    {kPiece,
     kHalf,
     kRound,
     {{50, 3},
      {62, 3},
      {66, 11},
      {84, 17},
      {95, 40},
      {98, 84},
      {86, 86},
      {80, 80},
      {80, 96},
      {50, 97}}},
    {kSeam, kAsIs, kSharp, {{4, 34}, {96, 34}}},
    {kSeam, kAsIs, kSharp, {{4, 50}, {96, 50}}},
    {kSeam, kAsIs, kSharp, {{4, 66}, {96, 66}}},
    {kSeam, kAsIs, kSharp, {{4, 82}, {96, 82}}},
    {kSeam, kAsIs, kSharp, {{50, 3}, {50, 97}}},
};
constexpr Parts kOpenCoat[] = {
    {kPiece,
     kHalf,
     kSharp,
     {{50, 5}, {60, 3}, {80, 10}, {92, 40}, {97, 84}, {86, 86}, {80, 50}, {84, 97}, {50, 97}}},
    {kPatch, kAsIs, kSharp, {{42, 4}, {58, 4}, {56, 97}, {44, 97}}},
    {kPatch, kTwice, kSharp, {{57, 38}, {60, 4}, {70, 16}}},
    {kPatch, kTwice, kSharp, {{62, 64}, {76, 64}, {76, 78}, {62, 78}}},
};
constexpr Parts kSuitJacket[] = {
    {kPiece,
     kHalf,
     kSharp,
     {{50, 8}, {64, 4}, {84, 12}, {96, 36}, {96, 80}, {79, 80}, {80, 95}, {50, 95}}},
    {kPatch, kAsIs, kSharp, {{36, 4}, {64, 4}, {50, 50}}},
    {kPatch, kTwice, kSharp, {{50, 54}, {62, 4}, {74, 26}, {66, 30}}},
    {kSeam, kAsIs, kSharp, {{50, 52}, {50, 95}}},
    {kSeam, kTwice, kSharp, {{79, 44}, {79, 80}}},
};
constexpr Parts kHoodedJacket[] = {
    {kPiece,
     kHalf,
     kSharp,
     {{50, 5}, {66, 8}, {84, 16}, {95, 40}, {97, 82}, {82, 83}, {80, 48}, {80, 96}, {50, 96}}},
    {kPiece, kHalf, kRound, {{50, 3}, {70, 4}, {74, 16}, {62, 26}, {50, 30}}},
    {kSeam, kAsIs, kSharp, {{50, 30}, {50, 96}}},
    {kSeam, kTwice, kSharp, {{60, 74}, {72, 60}}},
};
constexpr Parts kFlaredCoat[] = {
    {kPiece,
     kHalf,
     kSharp,
     {{50, 6}, {60, 3}, {78, 9}, {92, 60}, {80, 64}, {74, 40}, {86, 97}, {50, 97}}},
    {kPatch, kTwice, kSharp, {{50, 42}, {58, 4}, {68, 16}, {60, 22}}},
    {kSeam, kAsIs, kSharp, {{50, 42}, {50, 97}}},
    {kSeam, kAsIs, kSharp, {{28, 50}, {72, 50}}},
};

// Sandals. Toes point to the left.

constexpr Parts kFlipFlop[] = {
    {kPiece, kHalf, kRound, {{50, 3}, {67, 6}, {73, 26}, {65, 54}, {67, 80}, {62, 96}, {50, 98}}},
    {kPatch, kHalf, kSharp, {{50, 24}, {68, 50}, {65, 58}, {50, 36}}},
};
constexpr Parts kFlipFlops[] = {
    {kPiece,
     kTwice,
     kRound,
     {{75, 3},
      {90, 7},
      {97, 26},
      {90, 54},
      {91, 84},
      {84, 97},
      {68, 97},
      {60, 84},
      {61, 54},
      {54, 26},
      {60, 7}}},
    {kSeam, kTwice, kRound, {{92, 52}, {84, 32}, {75, 26}, {66, 32}, {59, 52}}},
};
constexpr Parts kWedge[] = {
    {kPiece,
     kAsIs,
     kSharp,
     {{2, 90}, {3, 82}, {28, 80}, {50, 68}, {76, 42}, {97, 30}, {96, 60}, {92, 92}, {60, 92}}},
    {kPiece, kAsIs, kRound, {{6, 82}, {12, 62}, {26, 52}, {42, 58}, {54, 66}, {30, 82}}},
    {kSeam, kAsIs, kSharp, {{3, 86}, {30, 86}, {52, 76}, {78, 50}, {97, 40}}},
};
constexpr Parts kHighHeel[] = {
    {kPiece,
     kAsIs,
     kSharp,
     {{2, 92},
      {3, 85},
      {28, 83},
      {50, 64},
      {72, 44},
      {93, 36},
      {98, 42},
      {96, 94},
      {90, 94},
      {88, 60},
      {74, 58},
      {52, 78},
      {32, 92}}},
    {kPiece, kAsIs, kSharp, {{8, 86}, {16, 62}, {28, 60}, {34, 82}}},
    {kHandle, kAsIs, kRound, {{74, 46}, {70, 18}, {82, 10}, {96, 20}, {95, 40}}},
};
constexpr Parts kFlatSandal[] = {
    {kPiece, kAsIs, kSharp, {{2, 92}, {3, 78}, {40, 76}, {97, 72}, {98, 90}, {50, 93}}},
    {kPiece, kAsIs, kSharp, {{8, 80}, {18, 54}, {30, 50}, {36, 79}}},
    {kPiece, kAsIs, kSharp, {{50, 79}, {54, 40}, {66, 38}, {70, 77}}},
    {kPiece, kAsIs, kSharp, {{88, 76}, {86, 40}, {96, 36}, {97, 76}}},
    {kPiece, kAsIs, kSharp, {{60, 40}, {94, 28}, {97, 40}, {64, 54}}},
};
constexpr Parts kMule[] = {
    {kPiece,
     kAsIs,
     kSharp,
     {{2, 90},
      {3, 78},
      {40, 75},
      {62, 60},
      {96, 52},
      {98, 64},
      {96, 93},
      {76, 93},
      {74, 74},
      {60, 80},
      {44, 92}}},
    {kPiece, kAsIs, kSharp, {{18, 80}, {24, 46}, {50, 40}, {58, 66}, {40, 80}}},
};

// Shirts.

constexpr Parts kShirt[] = {
    {kPiece,
     kHalf,
     kSharp,
     {{50, 10}, {60, 4}, {80, 11}, {91, 36}, {97, 84}, {85, 86}, {78, 46}, {79, 95}, {50, 96}}},
    {kPatch, kTwice, kSharp, {{50, 14}, {60, 3}, {67, 9}, {59, 23}}},
    {kSeam, kAsIs, kSharp, {{50, 14}, {50, 96}}},
    {kPatch, kAsIs, kSharp, {{57, 36}, {71, 36}, {71, 50}, {57, 50}}},
    {kSeam, kTwice, kSharp, {{97, 77}, {84, 79}}},
};
constexpr Parts kShortSleevedShirt[] = {
    {kPiece,
     kHalf,
     kSharp,
     {{50, 10}, {61, 4}, {80, 11}, {97, 38}, {84, 46}, {77, 38}, {77, 96}, {50, 96}}},
    {kPatch, kTwice, kSharp, {{50, 16}, {60, 3}, {68, 9}, {60, 24}}},
    {kSeam, kAsIs, kSharp, {{50, 16}, {50, 96}}},
    {kPatch, kAsIs, kSharp, {{57, 38}, {70, 38}, {70, 52}, {57, 52}}},
};
constexpr Parts kPoloShirt[] = {
    {kPiece,
     kHalf,
     kSharp,
     {{50, 8}, {62, 4}, {82, 11}, {98, 38}, {84, 46}, {77, 40}, {77, 96}, {50, 96}}},
    {kPatch, kTwice, kSharp, {{50, 18}, {59, 4}, {68, 10}, {59, 26}}},
    {kPatch, kAsIs, kSharp, {{46, 16}, {54, 16}, {54, 46}, {46, 46}}},
};
constexpr Parts kBlouse[] = {
    {kPiece,
     kHalf,
     kSharp,
     {{50, 16}, {59, 4}, {78, 9}, {96, 64}, {84, 69}, {75, 42}, {79, 95}, {50, 96}}},
    {kSeam, kAsIs, kSharp, {{40, 4}, {50, 26}, {60, 4}}},
    {kSeam, kAsIs, kSharp, {{50, 26}, {50, 96}}},
};

// Sneakers. Toes point to the left.

constexpr Parts kSneaker[] = {
    {kPiece,
     kAsIs,
     kSharp,
     {{2, 78},
      {5, 62},
      {28, 54},
      {46, 34},
      {56, 22},
      {68, 34},
      {84, 28},
      {92, 20},
      {97, 36},
      {98, 78}}},
    {kPiece, kAsIs, kSharp, {{1, 76}, {99, 74}, {99, 88}, {92, 92}, {6, 92}, {1, 86}}},
    {kPatch, kAsIs, kSharp, {{2, 76}, {5, 62}, {20, 57}, {26, 76}}},
    {kSeam, kAsIs, kSharp, {{32, 48}, {44, 56}}},
    {kSeam, kAsIs, kSharp, {{40, 40}, {52, 48}}},
    {kSeam, kAsIs, kSharp, {{48, 31}, {60, 40}}},
};
constexpr Parts kRunningShoe[] = {
    {kPiece,
     kAsIs,
     kRound,
     {{2, 84},
      {2, 68},
      {18, 60},
      {36, 50},
      {52, 26},
      {60, 22},
      {70, 36},
      {82, 36},
      {94, 22},
      {99, 40},
      {98, 84}}},
    {kPatch, kAsIs, kSharp, {{0, 80}, {40, 80}, {99, 70}, {99, 92}, {0, 92}}},
    {kPatch, kAsIs, kSharp, {{44, 74}, {56, 46}, {66, 46}, {58, 74}}},
    {kPatch, kAsIs, kSharp, {{84, 72}, {80, 40}, {99, 30}, {99, 70}}},
    {kSeam, kAsIs, kSharp, {{38, 48}, {50, 54}}},
    {kSeam, kAsIs, kSharp, {{44, 38}, {58, 44}}},
};
constexpr Parts kLowShoe[] = {
    {kPiece,
     kAsIs,
     kRound,
     {{1, 88}, {3, 64}, {26, 52}, {44, 34}, {54, 30}, {70, 44}, {88, 32}, {97, 34}, {99, 88}}},
    {kSeam, kAsIs, kSharp, {{1, 76}, {99, 74}}},
    {kSeam, kAsIs, kSharp, {{30, 48}, {42, 58}}},
    {kSeam, kAsIs, kSharp, {{40, 38}, {52, 50}}},
};

// Bags.

constexpr Parts kHandbag[] = {
    {kPiece, kAsIs, kSharp, {{14, 40}, {86, 40}, {96, 96}, {4, 96}}},
    {kHandle, kHalf, kRound, {{50, 5}, {62, 7}, {70, 20}, {71, 42}}},
    {kPatch, kAsIs, kSharp, {{10, 68}, {90, 68}, {96, 96}, {4, 96}}},
    {kPatch, kTwice, kSharp, {{64, 40}, {76, 40}, {76, 54}, {64, 54}}},
};
constexpr Parts kFlapBag[] = {
    {kPiece, kAsIs, kSharp, {{10, 38}, {90, 38}, {94, 94}, {6, 94}}},
    {kHandle, kHalf, kRound, {{50, 8}, {66, 10}, {72, 24}, {74, 40}}},
    {kPatch, kAsIs, kSharp, {{10, 38}, {90, 38}, {92, 54}, {50, 68}, {8, 54}}},
    {kPatch, kAsIs, kRound, {{44, 58}, {56, 58}, {56, 72}, {44, 72}}},
};
constexpr Parts kTote[] = {
    {kPiece, kAsIs, kSharp, {{12, 30}, {88, 30}, {94, 97}, {6, 97}}},
    {kHandle, kHalf, kRound, {{50, 3}, {62, 5}, {68, 18}, {68, 44}}},
    {kSeam, kAsIs, kSharp, {{10, 44}, {90, 44}}},
};
constexpr Parts kBriefcase[] = {
    {kPiece, kHalf, kSharp, {{50, 26}, {92, 26}, {98, 32}, {98, 86}, {92, 92}, {50, 92}}},
    {kHandle, kHalf, kSharp, {{50, 10}, {64, 10}, {67, 14}, {67, 28}}},
    {kSeam, kAsIs, kSharp, {{2, 58}, {98, 58}}},
    {kPatch, kAsIs, kSharp, {{43, 52}, {57, 52}, {57, 66}, {43, 66}}},
};
constexpr Parts kBackpack[] = {
    {kPiece, kTwice, kSharp, {{80, 54}, {95, 58}, {97, 86}, {80, 90}}},
    {kPiece, kHalf, kRound, {{50, 9}, {70, 12}, {84, 34}, {86, 90}, {78, 97}, {50, 97}}},
    {kHandle, kHalf, kRound, {{50, 2}, {60, 3}, {61, 14}}},
    {kPatch, kAsIs, kSharp, {{28, 58}, {72, 58}, {74, 88}, {26, 88}}},
    {kSeam, kAsIs, kRound, {{22, 44}, {36, 32}, {64, 32}, {78, 44}}},
    {kSeam, kAsIs, kSharp, {{28, 68}, {72, 68}}},
};
constexpr Parts kStrappedBackpack[] = {
    {kPiece, kTwice, kRound, {{70, 20}, {92, 18}, {99, 50}, {88, 70}, {76, 60}}},
    {kPiece, kHalf, kRound, {{50, 6}, {72, 8}, {80, 26}, {84, 88}, {72, 97}, {50, 97}}},
    {kPatch, kAsIs, kRound, {{26, 12}, {74, 12}, {76, 44}, {24, 44}}},
    {kPatch, kAsIs, kSharp, {{44, 40}, {56, 40}, {56, 66}, {44, 66}}},
};
constexpr Parts kPurse[] = {
    {kPiece, kHalf, kRound, {{50, 28}, {78, 30}, {97, 60}, {94, 90}, {70, 97}, {50, 97}}},
    {kPiece, kAsIs, kRound, {{40, 10}, {60, 10}, {62, 32}, {38, 32}}},
    {kSeam, kAsIs, kRound, {{14, 50}, {24, 40}, {50, 36}, {76, 40}, {86, 50}}},
    {kPatch, kAsIs, kRound, {{40, 56}, {60, 56}, {60, 76}, {40, 76}}},
};
constexpr Parts kClutch[] = {
    {kPiece,
     kAsIs,
     kRound,
     {{6, 26}, {50, 22}, {92, 26}, {98, 50}, {98, 86}, {50, 88}, {4, 86}, {3, 50}}},
    {kSeam, kAsIs, kSharp, {{4, 42}, {97, 42}}},
    {kHandle, kAsIs, kRound, {{8, 30}, {1, 24}, {4, 10}, {18, 8}, {16, 28}}},
};
constexpr Parts kShoulderBag[] = {
    {kPiece, kHalf, kRound, {{50, 46}, {82, 46}, {88, 54}, {90, 90}, {80, 97}, {50, 97}}},
    {kHandle, kHalf, kRound, {{50, 2}, {58, 4}, {68, 18}, {84, 52}}},
    {kPatch, kAsIs, kSharp, {{12, 48}, {88, 48}, {86, 68}, {14, 68}}},
};
constexpr Parts kSatchel[] = {
    {kPiece, kHalf, kRound, {{50, 26}, {72, 28}, {92, 56}, {98, 94}, {50, 95}}},
    {kHandle, kHalf, kRound, {{50, 6}, {60, 8}, {66, 18}, {66, 34}}},
    {kSeam, kAsIs, kSharp, {{8, 70}, {92, 70}}},
};
constexpr Parts kSuitcase[] = {
    {kPiece, kHalf, kSharp, {{50, 22}, {84, 22}, {90, 28}, {90, 90}, {84, 96}, {50, 96}}},
    {kHandle, kHalf, kSharp, {{50, 5}, {62, 5}, {64, 8}, {64, 24}}},
    {kSeam, kTwice, kSharp, {{72, 22}, {72, 96}}},
};

// Ankle boots. Toes point to the left.

constexpr Parts kHeeledBoot[] = {
    {kPiece,
     kAsIs,
     kSharp,
     {{2, 92},
      {4, 78},
      {28, 68},
      {46, 50},
      {48, 4},
      {90, 4},
      {90, 40},
      {97, 66},
      {96, 96},
      {78, 96},
      {74, 84},
      {60, 86},
      {40, 94}}},
    {kSeam, kAsIs, kSharp, {{2, 86}, {40, 88}, {60, 80}, {97, 74}}},
    {kSeam, kAsIs, kSharp, {{78, 4}, {78, 40}}},
    {kPatch, kAsIs, kSharp, {{48, 4}, {90, 4}, {90, 18}, {47, 18}}},
};
constexpr Parts kTallBoot[] = {
    {kPiece,
     kAsIs,
     kSharp,
     {{4, 95},
      {6, 84},
      {26, 78},
      {44, 62},
      {48, 40},
      {44, 3},
      {86, 3},
      {84, 44},
      {90, 70},
      {89, 97},
      {77, 97},
      {74, 86},
      {58, 88},
      {38, 96}}},
    {kPatch, kAsIs, kSharp, {{44, 3}, {86, 3}, {86, 12}, {45, 12}}},
    {kSeam, kAsIs, kSharp, {{4, 90}, {38, 90}, {58, 82}, {90, 78}}},
};
constexpr Parts kHikingBoot[] = {
    {kPiece,
     kAsIs,
     kSharp,
     {{3, 80}, {5, 62}, {28, 54}, {42, 38}, {44, 8}, {84, 5}, {90, 14}, {92, 50}, {96, 80}}},
    {kPiece, kAsIs, kSharp, {{1, 78}, {98, 78}, {99, 92}, {60, 90}, {56, 94}, {2, 94}}},
    {kPatch, kAsIs, kSharp, {{3, 78}, {5, 62}, {24, 56}, {30, 78}}},
    {kSeam, kAsIs, kSharp, {{34, 46}, {48, 56}}},
    {kSeam, kAsIs, kSharp, {{42, 36}, {58, 44}}},
    {kSeam, kAsIs, kSharp, {{44, 22}, {60, 28}}},
};
constexpr Parts kLaceBoot[] = {
    {kPiece,
     kAsIs,
     kRound,
     {{2, 92},
      {2, 66},
      {24, 58},
      {48, 48},
      {48, 30},
      {46, 4},
      {92, 4},
      {92, 40},
      {97, 60},
      {97, 92}}},
    {kPatch, kAsIs, kSharp, {{0, 80}, {99, 80}, {99, 94}, {0, 94}}},
    {kPatch, kAsIs, kRound, {{46, 4}, {66, 4}, {62, 22}, {46, 26}}},
    {kSeam, kAsIs, kSharp, {{40, 46}, {58, 58}}},
};

constexpr GarmentOutline kTops[] = {{kTee},       {kVNeckTee}, {kTankTop},
                                    {kSportsTop}, {kBoxyTee},  {kWideTee}};
constexpr GarmentOutline kTrousers[] = {
    {kStraightTrousers}, {kFlaredTrousers}, {kBaggyTrousers}, {kNarrowTrousers}, {kClosedTrousers}};
constexpr GarmentOutline kPullovers[] = {{kPullover},          {kRoundPullover},
                                         {kTurtleneck},        {kHoodedPullover},
                                         {kOpenArmedPullover}, {kRaglanPullover}};
constexpr GarmentOutline kDresses[] = {{kFlaredDress}, {kPlainDress},       {kSleevedDress},
                                       {kGown},        {kLongSleevedDress}, {kWideSkirtedDress}};
constexpr GarmentOutline kCoats[] = {{kCoat},       {kZippedJacket}, {kQuiltedJacket}, {kOpenCoat},
                                     {kSuitJacket}, {kHoodedJacket}, {kFlaredCoat}};
constexpr GarmentOutline kSandals[] = {{kFlipFlop, true}, {kFlipFlops},  {kWedge},
                                       {kHighHeel},       {kFlatSandal}, {kMule}};
constexpr GarmentOutline kShirts[] = {{kShirt}, {kShortSleevedShirt}, {kPoloShirt}, {kBlouse}};
constexpr GarmentOutline kSneakers[] = {{kSneaker, true}, {kRunningShoe, true}, {kLowShoe, true}};
constexpr GarmentOutline kBags[] = {{kHandbag},     {kFlapBag},          {kTote},    {kBriefcase},
                                    {kBackpack},    {kStrappedBackpack}, {kPurse},   {kClutch},
                                    {kShoulderBag}, {kSatchel},          {kSuitcase}};
constexpr GarmentOutline kBoots[] = {{kHeeledBoot}, {kTallBoot}, {kHikingBoot}, {kLaceBoot}};

/// In the order of Fashion-MNIST's labels.
constexpr std::array<std::span<const GarmentOutline>, 10> kOutlines = {
    kTops, kTrousers, kPullovers, kDresses, kCoats, kSandals, kShirts, kSneakers, kBags, kBoots};

}  // namespace

std::span<const GarmentOutline> garment_outlines(std::uint8_t label) {
  return label < kOutlines.size() ? kOutlines[label] : std::span<const GarmentOutline>();
}

}  // namespace atelier::data
