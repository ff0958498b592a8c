#include "index/extract/draft/reading.h"

#include "index/base/format.h"

namespace quire::extract {

void add_note(std::vector<std::string>& notes, std::string note) {
  if (notes.size() < kMostNotes) notes.push_back(std::move(note));
}

std::string natural_key(const Draft& draft) {
  if (!draft.guid.empty()) return draft.guid;
  if (!draft.url.empty()) return draft.url;
  return format("{} {}", draft.title, draft.published.value_or(0));
}

}  // namespace quire::extract
