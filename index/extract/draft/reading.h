#pragma once
// What a reader of some format takes and gives. Values.

#include <string>
#include <string_view>
#include <vector>

#include "index/extract/draft/draft.h"

namespace quire::extract {

// What is known of a text from outside of it. The views outlive the call.
struct ReadContext {
  std::string_view name;  // the file's or the archive member's, without folders
  std::string_view url;   // where it was had from; "" unknown
};

// A file that came with an article and is no part of its text.
struct Attachment {
  std::string name;
  std::string bytes;
  std::string key;  // of the article
};

struct Reading {
  std::vector<Draft> drafts;       // at least one
  std::vector<std::string> notes;  // what was passed over and why, a sentence each
  std::vector<Attachment> attachments;
};

// So many notes are kept; more tell a person nothing new.
inline constexpr std::size_t kMostNotes = 20;

void add_note(std::vector<std::string>& notes, std::string note);

// What names an article among others: its guid, else its address, else its title and date.
[[nodiscard]] std::string natural_key(const Draft& draft);

}  // namespace quire::extract
