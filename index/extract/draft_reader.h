#pragma once
// Anything that a file may be, or a file in an archive, or an answer that a web archive keeps, to
// drafts of the articles in it. Pure, but for foreign programs; one reader for one file, owned by
// one thread.

#include <string>
#include <string_view>

#include "index/base/result.h"
#include "index/extract/archive/members.h"
#include "index/extract/draft/reading.h"
#include "index/extract/foreign.h"

namespace quire::extract {

// What is known of some bytes from outside of them. The views outlive the call.
struct Origins {
  std::string_view name;            // without folders
  std::string_view url;             // where they were had from; "" unknown
  std::string_view charset;         // as declared; "" when it is not
  std::optional<UnixSeconds> time;  // for articles that state none
  std::string_view key;             // of what holds them; "" in a file of its own
};

// Programs run for one file and all that is in it. Whoever packs more documents into one archive
// would have to wait too long for the other files.
inline constexpr std::size_t kMostForeign = 100;

class DraftReader {
 public:
  // `foreign` reads what it knows by its name, before anything else does; it outlives the reader.
  // Null for nothing.
  explicit DraftReader(const ForeignReader* foreign = nullptr) : foreign_(foreign) {}

  // The drafts come with keys that begin with what holds them. Without any there is an error:
  // kUnsupported for formats that are not read and for what holds no article, kTooLarge over the
  // bounds of the formats and of archive/members.h, kCorrupt.
  [[nodiscard]] Result<Reading> read(std::string_view bytes, const Origins& origins);

 private:
  Result<Reading> read_foreign(std::string_view bytes, const Origins& origins);
  // Adds the attachments of mails as far as a program reads them.
  void add_attachments(const Origins& origins, Reading& reading);
  Result<Reading> read_members(std::string_view bytes, const Origins& origins);
  Result<Reading> read_web_archive(std::string_view bytes, const Origins& origins);
  // Adds what is read of a part; a note when it is not.
  void add_part(std::string_view bytes, const Origins& origins, std::string_view shown_name,
                Reading& reading);

  const ForeignReader* foreign_;
  std::size_t foreign_runs_ = 0;
  bool foreign_gave_up_ = false;  // one took too long: the others are not waited for
  archive::Budget budget_;
  std::size_t depth_ = 0;
  std::optional<Error> over_budget_;  // ends everything, not just the archive that it happened in
};

}  // namespace quire::extract
