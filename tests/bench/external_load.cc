#include <xapian.h>

#include "index/base/format.h"
#include "tests/bench/contenders.h"
#include "tests/bench/corpus.h"
#include "tests/support/temporary_folder.h"

namespace quire::bench {
namespace {

LoadFigures load(std::vector<std::string> command, const test::TemporaryFolder& scratch,
                 const std::string& database) {
  const ProgramRun run = run_program(std::move(command), scratch.at("log"));
  LoadFigures out{run.wall_s, run.usage, index_size(database), 0, 1};
  out.documents = Xapian::Database(database).get_doccount();
  return out;
}

}  // namespace

std::vector<Measured> load_with_omindex(const std::string& folder) {
  const test::TemporaryFolder scratch;
  const std::string database = scratch.at("database");
  return {
      {"omindex", load({"omindex", "--db", database, "--url", "/", "--empty-docs=index", folder},
                       scratch, database)}};
}

std::vector<Measured> load_with_recollindex(const std::string& folder) {
  const test::TemporaryFolder scratch;
  // As an indexer that is waited for: at full priority, and without what text files do not need.
  scratch.write("recoll/recoll.conf", format("topdirs = {}\n"
                                             "dbdir = {}\n"
                                             "skippedNames =\n"
                                             "skippedPaths =\n"
                                             "noaspell = 1\n"
                                             "processwebqueue = 0\n"
                                             "idxniceprio = 0\n"
                                             "monioniceclass =\n"
                                             "loglevel = 2\n",
                                             folder, scratch.at("database")));
  return {{"recollindex",
           load({"recollindex", "-c", scratch.at("recoll")}, scratch, scratch.at("database"))}};
}

}  // namespace quire::bench
