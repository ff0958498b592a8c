#pragma once
// The subcommands of quire-bench, one file each. Each prints its table to stdout and returns false
// when what it measured cannot be trusted; it throws std::runtime_error when it could not run.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace quire::bench {

struct IngestOptions {
  std::string folder;             // of files to load; empty: generated articles
  std::size_t articles = 20'000;  // how many to generate
  std::size_t rounds = 3;
  std::uint64_t seed = 1;
  std::string json;               // file for the figures, "-" for stdout, empty for none
  std::vector<std::string> with;  // other programs to measure
};

// A folder of files into an empty index: the daemon, the usual Xapian loop, other programs.
bool measure_ingest(const IngestOptions& options);

// The child process behind the contender "plain": the files of `folder` into a new database.
void load_plainly(const std::string& folder, const std::string& database);

struct LatencyOptions {
  std::string folder;                 // whose files are the articles; empty: generated ones
  std::vector<std::size_t> articles;  // in the index, each in a run of its own; empty: the default
  std::size_t rounds = 300;
  std::size_t beside = 0;  // articles of a bulk load beside which to measure as well
  std::uint64_t seed = 1;
};

// From rename() into the drop folder to the first search that finds the article.
bool measure_latency(const LatencyOptions& options);

struct QueryOptions {
  std::size_t articles = 1000;
  std::size_t rounds = 300;
  std::uint64_t seed = 1;
};

// The same queries on the same index over the socket and in this process, in turns.
bool measure_query(const QueryOptions& options);

struct SearchBenchOptions {
  std::size_t articles = 200'000;
  std::size_t rounds = 100;
  std::uint64_t seed = 1;
};

// All kinds of searches over the socket; against plain Xapian; with many clients; during a load.
bool measure_search(const SearchBenchOptions& options);

struct ClientOptions {
  std::size_t articles = 10'000;
  std::size_t rounds = 300;
  std::uint64_t seed = 1;
};

// `quire search` as a shell runs it, from fork to its end, beside a program that does nothing.
bool measure_client(const ClientOptions& options);

struct VocabularyOptions {
  std::size_t articles = 200'000;
  std::size_t rounds = 20;
  std::uint64_t seed = 1;
};

// The words of an index: what they take, and how long it takes to look among them; completions over
// the socket.
bool measure_vocabulary(const VocabularyOptions& options);

struct SegmentsOptions {
  std::size_t articles = 20'000;
  std::size_t segments = 10;
  std::size_t rounds = 300;
  std::uint64_t seed = 1;
};

// The same queries on a library of several segments and on one compacted database, in turns.
bool measure_segments(const SegmentsOptions& options);

struct StartOptions {
  std::string folder;  // whose files are the articles; empty: generated ones
  std::size_t articles = 20'000;
  std::size_t rounds = 3;
  std::uint64_t seed = 1;
};

// A daemon's start on files that it has indexed before and that have not changed.
bool measure_start(const StartOptions& options);

struct ScaleOptions {
  std::vector<std::size_t> articles = {10'000, 100'000, 1'000'000};  // each in a run of its own
  std::size_t rounds = 100;
  // The plain loop is run up to so many articles, and extrapolated in proportion from there.
  std::size_t plain = 100'000;
  std::uint64_t seed = 1;
};

// All that a daemon does, at several numbers of articles: one table.
bool measure_scale(const ScaleOptions& options);

struct RemotesOptions {
  std::size_t articles = 200'000;
  std::size_t rounds = 100;
  std::uint64_t seed = 1;
};

// The same searches of one daemon with all articles, and of two that share them.
bool measure_remotes(const RemotesOptions& options);

struct StoriesOptions {
  std::size_t articles = 20'000;
  std::uint64_t seed = 1;
};

// Whether articles that are versions of one another are found: generated ones, of which it is
// known.
bool measure_stories(const StoriesOptions& options);

struct WatchOptions {
  std::size_t before = 1000;      // articles in the index into which one is dropped
  std::size_t rounds = 300;       // of these
  std::size_t articles = 20'000;  // of a load
  std::size_t queries = 10'000;   // that stand
  std::size_t loads = 2;          // with and without them
  std::size_t kills = 12;         // of clients and the daemon, during another load
  std::uint64_t seed = 1;
};

// Standing queries: how soon a match is told, what many of them cost a load, and whether each match
// is told once, whatever is killed.
bool measure_watch(const WatchOptions& options);

struct HostileOptions {
  std::size_t articles = 20'000;
  std::size_t clients = 1000;  // slow ones
  std::size_t rounds = 300;
  std::uint64_t seed = 1;
};

// How an honest client fares beside hostile ones, and what they make the daemon grow by.
bool measure_hostile(const HostileOptions& options);

}  // namespace quire::bench
