#pragma once
// A cursor's text: all that there is to know of where the next page of a search begins, so that the
// daemon need not remember it. Pure.

#include <string>
#include <string_view>

#include "index/base/result.h"
#include "index/store/search/page_start.h"

namespace quire::commands {

// So many articles at most are told apart by a cursor.
inline constexpr std::size_t kMostShown = 10'000;

// A letter for the order, then numbers of 48 bits in eight characters each: a hash of the query,
// the time of publication (of date orders) or from which ages are counted (where newer articles are
// favoured), how many stories were shown, their marks, and those of
// the articles that were shown. RFC 4648's "base64url"
// digits.
[[nodiscard]] std::string cursor_text(std::string_view query, store::Sort sort,
                                      const store::PageStart& page);

// kInvalidArgument when it is no cursor, or that of another query or order; kTooLarge when more
// were shown than a cursor tells apart.
[[nodiscard]] Result<store::PageStart> read_cursor(std::string_view cursor, std::string_view query,
                                                   store::Sort sort);

}  // namespace quire::commands
