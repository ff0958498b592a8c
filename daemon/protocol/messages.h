#pragma once
// Requests and answers as typed values, method by method. PROTOCOL.md says what each field means;
// the defaults and the ranges stand here. Values.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quire::protocol {

// start and length in Unicode code points.
struct Highlight {
  std::uint64_t start = 0;
  std::uint64_t length = 0;
  bool operator==(const Highlight&) const = default;
};

enum class SortOrder : std::uint8_t { kRelevance, kNewest, kOldest };

struct SearchRequest {
  std::string query;
  std::uint32_t limit = 10;  // 0 to the daemon's limits.results
  std::uint32_t offset = 0;  // 0 to 100,000
  std::string cursor;        // of an earlier answer, in the place of `offset`
  SortOrder sort = SortOrder::kRelevance;
  std::vector<std::string> facets;     // of kFacetNames in request_params.cc
  std::uint32_t snippet_chars = 240;   // 0 to 2000; 0: no snippets
  std::uint32_t fragments = 2;         // 1 to 5 passages a snippet
  bool stories = true;                 // of a story's versions the first alone is a hit
  bool typing = false;                 // the query may be half-typed
  bool sync = false;                   // see all that was dropped before
  std::uint32_t deadline_ms = 10'000;  // 1 to 60,000
  std::string session;                 // a newer search of the same session cancels this one
  bool remotes = true;                 // ask the other daemons of the settings too
  std::string recency{};               // a half-life by which newer articles are favoured; or none
};

struct Hit {
  std::string id;
  std::string path;          // absolute; bytes that are not UTF-8 stand as U+FFFD
  std::string uri;           // file: URI of the very path
  std::uint32_t line = 1;    // of the first match, in the original file
  std::uint32_t column = 1;  // in code points
  std::string title;
  std::string source;
  std::string section;
  std::vector<std::string> authors;
  std::string place;
  std::string language;
  std::string published;  // RFC 3339
  std::optional<std::string> updated;
  std::uint32_t words = 0;
  double score = 0;
  std::string snippet;
  std::vector<Highlight> highlights;  // of `snippet`
  std::vector<Highlight> title_highlights;
  std::string story{};         // its id: that of the first article in it
  std::uint64_t versions = 1;  // articles of the story
  bool withdrawn = false;      // by its source
  std::string remote{};        // the daemon that has it; empty for the one that was asked
};

struct FacetValue {
  std::string value;
  std::uint64_t count = 0;
};

struct Facet {
  std::string field;
  std::vector<FacetValue> values;
  bool exact = true;
  bool cut = false;  // there are more values
};

// What a wildcard or fuzzy word was taken for.
struct ExpandedWord {
  std::string written;
  std::vector<std::string> words;  // the first of them
  std::uint64_t count = 0;         // of all of them
  bool cut = false;                // there are more in the index, which were not searched
};

// A daemon of the settings that gave no answer.
struct Unreachable {
  std::string remote;
  std::string reason;
  bool operator==(const Unreachable&) const = default;
};

struct SearchResponse {
  std::uint64_t total = 0;
  bool total_exact = true;
  bool partial = false;
  std::uint64_t took_us = 0;
  std::string corrected{};  // what was probably meant; empty for nothing
  std::vector<Hit> hits;
  std::vector<Facet> facets;
  std::vector<ExpandedWord> expanded{};
  std::vector<std::string> added{};  // stems of the best articles that counted for the order
  std::string cursor{};              // of the next page; empty on the last one
  std::vector<Unreachable> unreachable{};
};

struct CompleteRequest {
  std::string prefix;        // of a word, or of a word in the values of `field`
  std::string field;         // source, section, author, place, language, tag; empty: words
  std::uint32_t limit = 10;  // 1 to 1000
  std::uint32_t deadline_ms = 10'000;  // 1 to 60,000
  std::string session;                 // a newer request of the same session cancels this one
};

struct Completion {
  std::string text;
  std::uint64_t count = 0;  // of articles
  bool operator==(const Completion&) const = default;
};

struct CompleteResponse {
  std::vector<Completion> completions;  // most frequent first
};

struct GetRequest {
  std::string id;     // one of id and path
  std::string path;   // absolute, or a file: URI
  std::string query;  // its matches are highlighted
};

struct GetResponse {
  Hit article;  // without snippet and score
  std::string text;
  std::vector<Highlight> highlights;  // of `text`
  std::vector<std::string> tags{};
  std::string agency{};   // the news agency that wrote it, where the source did not
  std::string url{};      // canonical address
  std::string guid{};     // what the source calls it
  std::string version{};  // of the source's numbering
};

struct SimilarRequest {
  std::string id;                      // one of id and path
  std::string path;                    // absolute, or a file: URI
  std::uint32_t limit = 10;            // 0 to the daemon's limits.results
  std::uint32_t snippet_chars = 240;   // 0 to 2000; 0: no snippets
  std::uint32_t deadline_ms = 10'000;  // 1 to 60,000
};

// Answered by a SearchResponse.

struct StoryRequest {
  std::string id;    // one of id and path
  std::string path;  // absolute, or a file: URI
};

enum class VersionState : std::uint8_t { kCurrent, kReplaced, kWithdrawn, kWithdrawal };

// In the order of the enumerators.
inline constexpr std::array<std::string_view, 4> kVersionStates = {"current", "replaced",
                                                                   "withdrawn", "withdrawal"};

struct StoryVersion {
  Hit article;          // without snippet and score
  std::string agency;   // as in GetResponse
  std::string version;  // the same
  std::string status;   // "corrected", or why it is withdrawn; "" usable
  VersionState state = VersionState::kCurrent;
};

struct StoryResponse {
  std::string story;
  std::uint64_t total = 0;             // versions
  std::vector<StoryVersion> versions;  // by time of publication; at most 1000
  std::vector<FacetValue> publishers;  // who told it, most versions first; of those given
};

struct DiffRequest {
  std::string id;    // one of id and path
  std::string path;  // absolute, or a file: URI
  std::string with;  // the older one, by its id or its path; empty: the version before it
};

struct DiffPart {
  std::string change;  // same, removed or added
  std::string text;
  bool operator==(const DiffPart&) const = default;
};

struct DiffResponse {
  Hit older;  // without snippet and score
  Hit newer;
  std::vector<DiffPart> title;
  std::vector<DiffPart> text;
};

struct ExplainRequest {
  std::string query;
  std::string id;                      // one of id and path
  std::string path;                    // absolute, or a file: URI
  std::uint32_t deadline_ms = 10'000;  // 1 to 60,000
  std::string recency{};               // of the search whose score it is
};

struct ExplainedPart {
  std::string query;  // this part of it
  std::string role;   // query, all, any, required, filter or excluded
  bool matches = false;
  double weight = 0;
  std::vector<std::string> words;  // what a wildcard or fuzzy word was taken for
  bool cut = false;                // there are more of them
  std::vector<ExplainedPart> parts;
};

// What the score has beside the weight of the query.
struct ExplainedGain {
  std::string by;  // neighbours, feedback or recency
  std::vector<std::string> words{};
  double weight = 0;
};

struct ExplainResponse {
  std::string reason;  // why it does not match; empty when it does
  ExplainedPart query;
  double score = 0;
  std::vector<ExplainedGain> gains{};
};

struct SyncRequest {
  std::uint32_t timeout_ms = 10'000;  // 1 to 3,600,000
};

struct SyncResponse {
  std::uint64_t seq = 0;
};

struct ReindexRequest {
  std::vector<std::string> paths;  // absolute, or file: URIs; not with `full`
  bool full = false;
  bool wait = true;  // for the end; otherwise the answer is a ReindexStarted
};

struct ReindexResponse {
  std::uint64_t files = 0;
  std::uint64_t added = 0;
  std::uint64_t changed = 0;
  std::uint64_t moved = 0;  // and not changed
  std::uint64_t removed = 0;
  std::uint64_t failed = 0;
  std::uint64_t took_ms = 0;
  bool joined = false;  // it was part of one that ran already
};

struct ReindexStarted {};

// The notification `reindex/progress`.
struct ReindexProgress {
  std::string request;  // the request's id, as JSON text
  std::uint64_t done = 0;
  std::uint64_t total = 0;
};

struct AuditRequest {
  std::string path;                    // absolute, or a file: URI; empty: all drop folders
  bool sync = false;                   // see all that was dropped before
  std::uint32_t timeout_ms = 600'000;  // of all of it; 1 to 3,600,000
};

struct AuditEntry {
  std::string path;
  std::string uri;
  std::string reason;  // empty when there is none to give
};

struct AuditList {
  std::uint64_t total = 0;
  std::vector<AuditEntry> entries;  // at most 1000; fewer than `total` when it was cut
};

struct AuditResponse {
  bool equal = false;  // all was compared, and nothing differs
  std::uint64_t files = 0;
  std::uint64_t pending = 0;
  std::uint64_t took_ms = 0;
  AuditList missing;
  AuditList stale;
  AuditList orphans;
  AuditList duplicates;
  AuditList failed;
  AuditList unreadable;
};

struct StatusRequest {
  bool failures = false;
};

struct DropStatus {
  std::string name;
  std::string path;
  bool present = false;
  std::string backend;
  std::uint64_t watched_folders = 0;
  std::uint64_t polled_folders = 0;
  std::uint64_t overflows = 0;
};

struct ReconcileStatus {
  bool running = false;
  std::uint64_t runs = 0;
  std::string finished;       // RFC 3339 of the last whole one, empty before
  std::uint64_t took_ms = 0;  // the last one; the rest too
  std::uint64_t files = 0;
  std::uint64_t added = 0;
  std::uint64_t changed = 0;
  std::uint64_t moved = 0;  // and not changed
  std::uint64_t removed = 0;
  std::uint64_t failed = 0;
};

// Since the start of the daemon.
struct MergingStatus {
  bool running = false;
  std::uint64_t merges = 0;
  std::uint64_t merged_bytes = 0;    // written by them
  double write_amplification = 1.0;  // how many times an added byte was written, on average
};

struct Problem {
  std::string what;
  std::string hint;
  std::string since;  // RFC 3339
};

struct FailureStatus {
  std::string path;
  std::string uri;
  std::string reason;
};

// A file that was read but for some parts of it.
struct PassedOverFile {
  std::string path;
  std::string uri;
  std::vector<std::string> notes;  // what was passed over and why, a sentence each
  bool operator==(const PassedOverFile&) const = default;
};

// Since the start.
struct PassedOverStatus {
  std::uint64_t files = 0;
  std::uint64_t parts = 0;
  std::vector<PassedOverFile> recent;  // when failures are asked for, at most 100
  bool operator==(const PassedOverStatus&) const = default;
};

struct CleaningCount {
  std::string rule;
  std::uint64_t articles = 0;
  bool operator==(const CleaningCount&) const = default;
};

// Another daemon that is asked too. Since the start.
struct RemoteStatus {
  std::string name;
  bool connected = false;
  std::uint64_t asked = 0;
  std::uint64_t failed = 0;
  std::uint64_t took_ms = 0;  // the last answer
  std::string error{};        // the last one; empty once it has answered again
  bool operator==(const RemoteStatus&) const = default;
};

// A standing query that the daemon keeps. The counts are since the start.
struct AlertStatus {
  std::string name;
  std::string query;
  bool settings = false;   // it stands in the settings
  bool connected = false;  // a client gets its matches
  std::string command;     // the program that is run for each match; empty: none
  std::string feed;        // the path of its feed; empty: none
  std::uint64_t seq = 0;   // all matches up to that number have been delivered
  std::uint64_t matched = 0;
  std::uint64_t delivered = 0;
  bool lagging = false;  // matches wait, for they come faster than they are delivered
  std::uint64_t failures = 0;
  std::string last_failure;       // empty: none
  std::string last_failure_time;  // RFC 3339
  bool operator==(const AlertStatus&) const = default;
};

struct StatusResponse {
  std::string version;
  std::uint64_t pid = 0;
  std::uint64_t uptime_s = 0;
  std::uint64_t seq = 0;  // goes up with every publish
  std::string index;
  std::uint64_t articles = 0;
  std::uint64_t failed_files = 0;
  std::uint64_t segments = 0;
  std::uint64_t tombstones = 0;   // replaced or removed documents that still take room
  bool rebuilding = false;        // a new index is built beside this one
  bool partial = false;           // articles of damaged segments are still to be read again
  std::uint64_t quarantined = 0;  // segments, since the start
  std::uint64_t pending = 0;      // changes seen and not yet published
  std::uint64_t indexed = 0;      // files since the start
  std::uint64_t removed = 0;
  std::uint64_t failed = 0;
  std::uint64_t rss_bytes = 0;
  std::uint64_t connections = 0;
  ReconcileStatus reconcile;
  MergingStatus merging;
  std::vector<CleaningCount> cleaning;  // of each rule, since the start
  PassedOverStatus passed_over;
  std::vector<DropStatus> drops;
  std::vector<RemoteStatus> remotes{};
  std::vector<AlertStatus> alerts;
  std::vector<Problem> problems;
  std::vector<FailureStatus> failures;  // when asked for, at most 1000
};

struct ShutdownRequest {};
struct ShutdownResponse {};

}  // namespace quire::protocol
