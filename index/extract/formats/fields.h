#pragma once
// An article that is given as named values, by the names that programs commonly choose: "headline",
// "articleBody", "published_at", schema.org's, ninjs's. Pure functions.

#include "index/extract/draft/draft.h"
#include "index/extract/formats/value.h"

namespace quire::extract::formats {

// Whether an object's values are an article's: it has a text, or a title beside a date, an author
// or an address, or takes back one that has.
[[nodiscard]] bool is_article(const Value& object);

// ninjs and others state it: "picture", "video", ...; "" for text or when nothing is stated.
[[nodiscard]] std::string media_type(const Value& object);

// All that is known of it. Text may be HTML or plain. The key is the guid, else the address, else
// title and date.
[[nodiscard]] Draft draft_of(const Value& object);

// The text of the first of these names (lower case, without '_', '-', ':' and '@') that has one:
// a string, a number, or what an object calls its "rendered", "name", "value"...
[[nodiscard]] std::string text_field(const Value& object,
                                     std::initializer_list<std::string_view> names);

}  // namespace quire::extract::formats
