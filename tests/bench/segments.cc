#include <xapian.h>

#include <cstdio>
#include <stdexcept>

#include "index/base/format.h"
#include "index/extract/extract.h"
#include "index/store/build/segment_builder.h"
#include "index/store/format/documents.h"
#include "index/store/format/manifest.h"
#include "tests/bench/commands.h"
#include "tests/bench/query_kinds.h"
#include "tests/bench/statistics.h"
#include "tests/bench/table.h"
#include "tests/bench/tiers.h"
#include "tests/support/temporary_folder.h"

namespace quire::bench {
namespace {

store::Manifest manifest_of(std::size_t segments) {
  store::Manifest out;
  out.generation = 1;
  out.next_segment = segments + 1;
  for (std::size_t i = 1; i <= segments; ++i) out.segments.push_back(store::segment_name(i));
  out.fresh = out.segments.back();
  return out;
}

std::string segment_path(const test::TemporaryFolder& index, std::size_t number) {
  return index.at(format("{}/{}", store::kSegmentsFolder, store::segment_name(number)));
}

// A folder that a searcher takes for an index, and the segments that it lists.
class BuiltIndex {
 public:
  explicit BuiltIndex(std::size_t segments) : segments_(segments) {
    folder_.make_folder(store::kSegmentsFolder);
  }

  void publish(FileSystem& files) const {
    const auto done = store::publish_manifest(files, folder_.path(), manifest_of(segments_));
    if (!done) throw std::runtime_error(done.error().message);
  }

  [[nodiscard]] std::string segment(std::size_t number) const {
    return segment_path(folder_, number);
  }
  [[nodiscard]] const std::string& path() const { return folder_.path(); }
  [[nodiscard]] std::size_t segments() const { return segments_; }

 private:
  test::TemporaryFolder folder_;
  const std::size_t segments_;
};

// The next `count` articles of the generator into a new database, which is left compacted, as
// segments are that are not written to any more.
void build_segment(ArticleGenerator& generator, store::SegmentBuilder& builder, std::size_t count,
                   const std::string& path, std::size_t& number) {
  const test::TemporaryFolder scratch;
  Xapian::WritableDatabase out(scratch.at("database"), Xapian::DB_CREATE);
  for (std::size_t i = 0; i < count; ++i) {
    const article::FileKey key{"drop0", format("{:07}.txt", number++)};
    FileContent content;
    content.bytes = generator.next_with_fields();
    auto articles = extract::articles_in(key, std::move(content));
    if (!articles) throw std::runtime_error(articles.error().message);
    const auto prepared = builder.prepare(key, {}, *std::move(articles));
    for (const Xapian::Document& document : prepared.documents().list) out.add_document(document);
  }
  out.commit();
  out.compact(path);
}

void build(const SegmentsOptions& options, const BuiltIndex& several, const BuiltIndex& one) {
  ArticleGenerator generator(options.seed);
  auto builder = store::SegmentBuilder::create({"en"});
  if (!builder) throw std::runtime_error(builder.error().message);
  std::size_t written = 0;
  std::size_t number = 0;
  Xapian::Database all;
  for (const std::size_t size : tier_sizes(options.articles, options.segments)) {
    const std::string path = several.segment(++number);
    build_segment(generator, *builder, size, path, written);
    all.add_database(Xapian::Database(path));
  }
  all.compact(one.segment(1));
}

}  // namespace

bool measure_segments(const SegmentsOptions& options) {
  const BuiltIndex several(options.segments);
  const BuiltIndex one(1);
  PosixFileSystem files;
  try {
    build(options, several, one);
  } catch (const Xapian::Error& error) {
    throw std::runtime_error(error.get_description());
  }
  several.publish(files);
  one.publish(files);

  const std::map<std::string, std::string> roots = {{"drop0", "/"}};
  commands::Engine over_several{store::Searcher(files, several.path()),
                                *text::Stemmers::create({"en"}), roots};
  commands::Engine over_one{store::Searcher(files, one.path()), *text::Stemmers::create({"en"}),
                            roots};
  Table table({"", "one, us", "several, us", "ratio"});
  // The words by which to ask are those that the generator starts with.
  for (const QueryKind& query : query_kinds(ArticleGenerator(options.seed))) {
    Sample in_several;
    Sample in_one;
    for (std::size_t round = 0; round < options.rounds; ++round) {
      in_several.add(time_in_process(over_several, query.text));
      in_one.add(time_in_process(over_one, query.text));
    }
    table.add({query.name, format("{:.0f}", in_one.median()), format("{:.0f}", in_several.median()),
               format("{:.2f}", in_several.median() / in_one.median())});
  }
  std::printf(
      "the same query on one compacted database and on %zu segments, %zu articles, "
      "median of %zu\n",
      options.segments, options.articles, options.rounds);
  table.print();
  return true;
}

}  // namespace quire::bench
