#pragma once
// What wires bid their readers do with an item that they had before. Pure functions.

#include <string>
#include <string_view>

#include "index/extract/draft/draft.h"

namespace quire::extract::formats {

// "Kill" gives the status "killed", "Rectify" "corrected"; any case. A status that is stated stays,
// unless it is none that tells anything ("usable"), and so does any with an instruction that is
// unknown.
void heed_instruction(Draft& draft, std::string_view instruction);

// Of a headline or a slug that begins with nothing but the bidding, in capitals: "KILL: Ferry
// sinks", "WITHDRAWN - Ferry sinks", "ADVISORY: MANDATORY KILL". No headline that speaks of killing
// does ("KILL FEE RISES"). Only of an item with a guid, since it would take back nothing.
void heed_headline(Draft& draft);

}  // namespace quire::extract::formats
