#pragma once
// Drafts as one string, for tests.

#include <string>

#include "index/base/format.h"
#include "index/base/result.h"
#include "index/extract/draft/reading.h"

namespace quire::extract {

// "Title: first paragraph | second".
inline std::string shown(const Draft& draft) {
  std::string out = draft.title + ":";
  for (const Paragraph& paragraph : draft.paragraphs) {
    out += (&paragraph == draft.paragraphs.data() ? " " : " | ") + paragraph.text;
  }
  return out;
}

// One line for each draft, or the error.
inline std::string shown(const Result<Reading>& reading) {
  if (!reading.ok())
    return format("{}: {}", name_of(reading.error().code), reading.error().message);
  std::string out;
  for (const Draft& draft : reading->drafts) out += shown(draft) + "\n";
  return out;
}

inline std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

}  // namespace quire::extract
