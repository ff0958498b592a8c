// Tables of posting lists and positions in which bytes were changed: reading ends, and what is read
// ascends. The
// input is taken as changes, each the place (3 bytes) and the byte to put there; and as a version
// file.

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "index/glass/database_writer.h"
#include "index/glass/position_list.h"
#include "index/glass/posting_list.h"
#include "index/glass/version_file.h"

namespace {

using namespace quire;

class Bytes final : public RandomAccessFile {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

  Result<void> read_at(std::uint64_t offset, std::span<char> buffer) const override {
    if (offset > bytes_.size() || buffer.size() > bytes_.size() - offset) {
      return Error{ErrorCode::kCorrupt, "cut off", {}};
    }
    std::memcpy(buffer.data(), bytes_.data() + offset, buffer.size());
    return {};
  }

 private:
  std::string_view bytes_;
};

std::string word(std::uint32_t number) { return "word" + std::to_string(number); }

struct Tables {
  std::string postlist;
  std::string position;
  glass::CommittedTables begin;
};

// Of so many articles that lists have several chunks and branches have children.
Tables written() {
  constexpr std::uint32_t kArticles = 3000;
  glass::DatabaseWriter writer;
  for (std::uint32_t i = 0; i < kArticles; ++i) {
    writer.begin_document();
    for (std::uint32_t at = 1; at < 60; at += 1 + i % 9) writer.add_posting(word(0), at * at);
    for (std::uint32_t term = 1; term < 40; term += 1 + i % 7) writer.add_posting(word(term), term);
    writer.add_term(word(1000 + i), 1);
    writer.end_document();
  }
  const char* temporary = std::getenv("TMPDIR");
  std::string folder =
      std::string(temporary != nullptr ? temporary : "/tmp") + "/quire-fuzz-XXXXXX";
  if (mkdtemp(folder.data()) == nullptr) std::abort();
  PosixFileSystem files;
  if (!writer.write(files, folder + "/db", false)) std::abort();
  const auto content = [&](const std::string& name) {
    return files.read(folder + "/db/" + name, 1U << 30)->bytes;
  };
  Tables tables{content("postlist.glass"), content("position.glass"),
                *glass::committed_tables(content("iamglass"))};
  if (!files.remove_tree(folder)) std::abort();
  return tables;
}

void read_position(const glass::TableReader& table) {
  for (const std::uint32_t term : {0U, 3U, 39U, 9999U}) {
    glass::TableCursor cursor(table);
    for (std::uint32_t document = 1; document < 3100; document += 97) {
      std::vector<std::uint32_t> positions;
      (void)glass::read_positions(cursor, word(term), document, positions);
      for (std::size_t i = 1; i < positions.size(); ++i) {
        if (positions[i - 1] >= positions[i]) std::abort();
      }
    }
  }
}

void read(Result<std::optional<glass::PostingList>> opened) {
  if (!opened || !*opened) return;
  glass::PostingList& list = **opened;
  std::uint32_t last = 0;
  while (!list.chunk().empty()) {
    for (const glass::ListedPosting& posting : list.chunk()) {
      if (posting.document <= last) std::abort();
      last = posting.document;
    }
    if (!list.next_chunk()) return;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Tables sound = written();
  (void)glass::committed_tables({reinterpret_cast<const char*>(data), size});
  std::string postlist = sound.postlist;
  std::string position = sound.position;
  for (; size >= 4; data += 4, size -= 4) {
    const std::size_t at = data[0] | std::size_t{data[1]} << 8 | std::size_t{data[2]} << 16;
    postlist[at % postlist.size()] = static_cast<char>(data[3]);
    position[at % position.size()] = static_cast<char>(data[3]);
  }
  const glass::TableReader postings(std::make_unique<Bytes>(postlist), sound.begin.postlist);
  read(glass::PostingList::of_lengths(postings));
  for (const std::uint32_t term : {0U, 1U, 2U, 20U, 39U, 1000U, 2500U, 9999U}) {
    read(glass::PostingList::of_term(postings, word(term)));
  }
  read_position({std::make_unique<Bytes>(position), sound.begin.position});
  return 0;
}
