// A table of posting lists in which bytes were changed: reading it ends, and documents ascend. The
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

struct Table {
  std::string bytes;
  glass::CommittedTable table;
};

// Of so many articles that lists have several chunks and branches have children.
Table written() {
  constexpr std::uint32_t kArticles = 3000;
  glass::DatabaseWriter writer;
  for (std::uint32_t i = 0; i < kArticles; ++i) {
    writer.begin_document();
    writer.add_term(word(0), 1 + i % 300);
    for (std::uint32_t term = 1; term < 40; term += 1 + i % 7) writer.add_term(word(term), term);
    writer.add_term(word(1000 + i), 1);
    writer.end_document();
  }
  const char* temporary = std::getenv("TMPDIR");
  std::string folder =
      std::string(temporary != nullptr ? temporary : "/tmp") + "/quire-fuzz-XXXXXX";
  if (mkdtemp(folder.data()) == nullptr) std::abort();
  PosixFileSystem files;
  if (!writer.write(files, folder + "/db", false)) std::abort();
  Table table{files.read(folder + "/db/postlist.glass", 1U << 30)->bytes,
              glass::committed_tables(files.read(folder + "/db/iamglass", 1U << 16)->bytes)->postlist};
  if (!files.remove_tree(folder)) std::abort();
  return table;
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
  static const Table sound = written();
  (void)glass::committed_tables({reinterpret_cast<const char*>(data), size});
  std::string bytes = sound.bytes;
  for (; size >= 4; data += 4, size -= 4) {
    const std::size_t at = data[0] | std::size_t{data[1]} << 8 | std::size_t{data[2]} << 16;
    bytes[at % bytes.size()] = static_cast<char>(data[3]);
  }
  const glass::TableReader table(std::make_unique<Bytes>(bytes), sound.table);
  read(glass::PostingList::of_lengths(table));
  for (const std::uint32_t term : {0U, 1U, 2U, 20U, 39U, 1000U, 2500U, 9999U}) {
    read(glass::PostingList::of_term(table, word(term)));
  }
  return 0;
}
