#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <optional>

#include "index/base/file_system.h"
#include "tests/bench/commands.h"
#include "tests/bench/contenders.h"
#include "tests/bench/corpus.h"
#include "tests/bench/load_report.h"
#include "tests/support/temporary_folder.h"

namespace quire::bench {
namespace {

struct FolderFigures {
  std::size_t files = 0;
  std::uint64_t bytes = 0;
};

// Reads every file, so that the first contender finds them in memory as the others do.
FolderFigures warm_up(const std::string& folder) {
  FolderFigures out;
  for (const std::string& relative : article_files(folder)) {
    out.bytes += read_whole_file(join_path(folder, relative)).size();
    ++out.files;
  }
  return out;
}

bool is_wanted(const Contender& contender, const std::vector<std::string>& with) {
  return contender.package.empty() ||
         std::find(with.begin(), with.end(), contender.name) != with.end();
}

std::vector<Contender> choose(const std::vector<std::string>& with) {
  std::vector<Contender> out;
  for (const Contender& contender : contenders()) {
    if (!is_wanted(contender, with)) continue;
    if (contender.package.empty() || is_installed(std::string(contender.name))) {
      out.push_back(contender);
    } else {
      std::fprintf(stderr, "skipped: %s, which Debian's package %s has\n",
                   std::string(contender.name).c_str(), std::string(contender.package).c_str());
    }
  }
  return out;
}

void run_rounds(const std::vector<Contender>& chosen, const std::string& folder, std::size_t rounds,
                LoadReport& report) {
  for (std::size_t round = 0; round < rounds; ++round) {
    for (const Contender& contender : chosen) {
      // Nobody pays for what another has left to be written.
      ::sync();
      for (const Measured& measured : contender.load(folder)) {
        report.add(measured);
        std::fprintf(stderr, "round %zu of %zu: %s %.2f s\n", round + 1, rounds,
                     measured.name.c_str(), measured.figures.wall_s);
      }
    }
  }
}

void write_json(const std::string& path, const LoadReport& report, const FolderFigures& figures,
                const IngestOptions& options) {
  test::Json out = report.to_json();
  out["files"] = figures.files;
  out["file_bytes"] = figures.bytes;
  if (options.folder.empty()) out["seed"] = options.seed;
  const std::string text = out.dump(2) + "\n";
  if (path == "-") {
    std::fputs(text.c_str(), stdout);
  } else {
    write_whole_file(path, text);
  }
}

}  // namespace

bool measure_ingest(const IngestOptions& options) {
  std::optional<test::TemporaryFolder> generated;
  std::string folder = options.folder;
  if (folder.empty()) {
    folder = generated.emplace().at("articles");
    write_articles(*generated_articles(options.seed, Length::kMixed), options.articles, folder);
  }
  folder = std::filesystem::canonical(folder).string();
  const FolderFigures figures = warm_up(folder);
  if (figures.files == 0) throw std::runtime_error("no article in " + folder + "; name another");
  LoadReport report;
  run_rounds(choose(options.with), folder, options.rounds, report);

  std::FILE* const out = options.json == "-" ? stderr : stdout;
  std::fprintf(out, "an empty index from %zu files, %.1f MB, medians of %zu rounds\n",
               figures.files, static_cast<double>(figures.bytes) / 1e6, options.rounds);
  report.print(out);
  const auto differences = report.differences();
  for (const std::string& difference : differences) std::fprintf(out, "  %s\n", difference.c_str());
  if (!options.json.empty()) write_json(options.json, report, figures, options);
  return std::none_of(differences.begin(), differences.end(),
                      [](const std::string& text) { return text.starts_with("quire"); });
}

}  // namespace quire::bench
