#include <xapian.h>

#include <stdexcept>

#include "index/extract/extract.h"
#include "index/store/build/segment_builder.h"
#include "index/store/format/documents.h"
#include "tests/bench/commands.h"
#include "tests/bench/contenders.h"
#include "tests/bench/corpus.h"
#include "tests/support/temporary_folder.h"

namespace quire::bench {
namespace {

constexpr std::uint64_t kMaxFileBytes = 64U << 20;  // as the daemon's limits.file_size

store::PreparedFile prepare(FileSystem& files, store::SegmentBuilder& builder,
                            const std::string& folder, const std::string& relative) {
  const article::FileKey key{"drop0", relative};
  auto content = files.read(join_path(folder, relative), kMaxFileBytes);
  if (!content) throw std::runtime_error(content.error().message);
  const store::FileState state = store::file_state(content->status);
  auto articles = extract::articles_in(key, *std::move(content));
  if (!articles) return builder.prepare_failure(key, state, articles.error());
  return builder.prepare(key, state, *std::move(articles));
}

}  // namespace

void load_plainly(const std::string& folder, const std::string& database) {
  PosixFileSystem files;
  auto builder = store::SegmentBuilder::create({"en"});
  if (!builder) throw std::runtime_error(builder.error().message);
  try {
    Xapian::WritableDatabase out(database, Xapian::DB_CREATE);
    for (const std::string& relative : article_files(folder)) {
      const auto prepared = prepare(files, *builder, folder, relative);
      for (const Xapian::Document& document : prepared.documents().list) {
        out.add_document(document);
      }
    }
    out.commit();
  } catch (const Xapian::Error& error) {
    throw std::runtime_error(error.get_description());
  }
}

std::vector<Measured> load_with_plain_loop(const std::string& folder) {
  const test::TemporaryFolder scratch;
  const std::string database = scratch.at("database");
  const ProgramRun run =
      run_program({"/proc/self/exe", "plain-load", folder, database}, scratch.at("log"));
  LoadFigures out{run.wall_s, run.usage, index_size(database), 0, 1};
  out.documents = Xapian::Database(database).get_doccount();
  return {{"plain", out}};
}

}  // namespace quire::bench
