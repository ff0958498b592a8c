#include "index/store/view/segment_postings.h"

#include <utility>

#include "index/glass/posting_list.h"
#include "index/glass/version_file.h"
#include "index/store/format/xapian_boundary.h"

namespace quire::store {
namespace {

constexpr std::uint64_t kMostVersionBytes = 64U << 10;

std::vector<std::uint32_t> read_lengths(const glass::TableReader& postlist, Xapian::docid last) {
  std::vector<std::uint32_t> lengths;
  auto list = value_or_throw(glass::PostingList::of_lengths(postlist));
  while (list && !list->chunk().empty()) {
    const auto chunk = list->chunk();
    if (chunk.back().document > last) {
      throw Xapian::DatabaseCorruptError("a length of an article that is not there");
    }
    lengths.resize(chunk.back().document + std::size_t{1});
    for (const glass::ListedPosting& of : chunk) lengths[of.document] = of.wdf;
    (void)value_or_throw(list->next_chunk());
  }
  lengths.shrink_to_fit();
  return lengths;
}

}  // namespace

std::shared_ptr<const SegmentPostings> postings_of(FileSystem& files, const std::string& path,
                                                   const Xapian::Database& database) {
  // Opened first: what is committed between leaves the blocks of the commit before as they are.
  auto postlist = files.open_for_random_access(join_path(path, "postlist.glass"));
  auto position = files.open_for_random_access(join_path(path, "position.glass"));
  const auto version = files.read(join_path(path, "iamglass"), kMostVersionBytes);
  if (!postlist || !version) return nullptr;
  const auto tables = glass::committed_tables(version->bytes);
  if (!tables || tables->postlist.revision != database.get_revision()) return nullptr;
  // A segment without positions has no file of them.
  if (!position && !tables->position.empty) return nullptr;
  auto postings = std::make_shared<SegmentPostings>();
  postings->postlist =
      std::make_unique<const glass::TableReader>(*std::move(postlist), tables->postlist);
  postings->position = std::make_unique<const glass::TableReader>(
      position ? *std::move(position) : nullptr, tables->position);
  postings->lengths = read_lengths(*postings->postlist, database.get_lastdocid());
  return postings;
}

}  // namespace quire::store
