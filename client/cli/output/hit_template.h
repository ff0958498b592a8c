#pragma once
// What `--format '{title}\t{path}'` asks for: a line for each hit, of text and of fields. A value.

#include <string>
#include <string_view>
#include <vector>

#include "daemon/protocol/messages.h"
#include "index/base/result.h"

namespace quire::cli {

class HitTemplate {
 public:
  // `{name}` is a field, "\t", "\n" and "\\" are what they are in C, "{{" and "}}" are braces. The
  // fields: authors, column, date, id, language, line, path, place, published, score, section,
  // snippet, source, title, updated, uri, words. kInvalidArgument, with a hint, for anything else
  // in braces.
  [[nodiscard]] static Result<HitTemplate> parse(std::string_view written);

  // Without a line end behind it. Values are made harmless, as terminal.h says; a path is as
  // path_of() gives it.
  [[nodiscard]] std::string line_of(const protocol::Hit& hit, bool terminal) const;

 private:
  struct Part {
    std::string text;  // or the name of a field
    bool field = false;
  };
  void add(std::string_view text);

  std::vector<Part> parts_;
};

}  // namespace quire::cli
