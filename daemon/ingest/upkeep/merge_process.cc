#include "daemon/ingest/upkeep/merge_process.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <concepts>
#include <exception>
#include <utility>

#include "index/base/format.h"

namespace quire::ingest {
namespace {

constexpr const char* kProcessName = "quired-merge";
constexpr std::string_view kOrderMark = "quire merge 1";

void put(std::string& bytes, std::string_view field) {
  bytes += field;
  bytes.push_back('\0');
}

void put(std::string& bytes, std::integral auto number) { put(bytes, std::to_string(number)); }

// Takes fields off the front. Once something is amiss, what it gives means nothing; ok() tells.
class FieldReader {
 public:
  explicit FieldReader(std::string_view bytes) : rest_(bytes) {}

  std::string text() {
    const std::size_t end = rest_.find('\0');
    if (end == std::string_view::npos) {
      ok_ = false;
      return {};
    }
    std::string field(rest_.substr(0, end));
    rest_.remove_prefix(end + 1);
    return field;
  }

  template <std::integral Number>
  Number number() {
    const std::string field = text();
    Number value = 0;
    const char* const end = field.data() + field.size();
    const auto parsed = std::from_chars(field.data(), end, value);
    ok_ = ok_ && parsed.ec == std::errc{} && parsed.ptr == end;
    return value;
  }

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool ended_well() const { return ok_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

// The counts are not to be relied on: loops end where the fields do.
store::MergeSource read_source(FieldReader& in) {
  store::MergeSource source;
  source.number = in.number<std::uint32_t>();
  source.path = in.text();
  const auto removed = in.number<std::uint64_t>();
  for (std::uint64_t i = 0; i < removed && in.ok(); ++i) {
    source.removed.push_back(in.number<std::uint32_t>());
  }
  return source;
}

std::optional<ErrorCode> code_named(std::string_view name) {
  for (auto code = ErrorCode::kInvalidArgument; code <= ErrorCode::kIo;
       code = static_cast<ErrorCode>(static_cast<int>(code) + 1)) {
    if (name_of(code) == name) return code;
  }
  return std::nullopt;
}

Error parent_is_gone() {
  return {ErrorCode::kCancelled, "whoever asked for the merge has ended", {}};
}

// A merge has time, those who search have not. None of this is needed, so it may fail.
void lower_priority() {
  constexpr int kNicer = 10;
  constexpr int kLeastPriority = 19;
  const int now = ::getpriority(PRIO_PROCESS, 0);
  (void)::setpriority(PRIO_PROCESS, 0, std::min(now + kNicer, kLeastPriority));
  // From linux/ioprio.h. The idle class would do no more on a disk that is always busy, and the
  // segments that are never merged make every search slower.
  constexpr int kWhoProcess = 1;
  constexpr int kBestEffort = 2;
  constexpr int kClassShift = 13;
  constexpr int kLowestLevel = 7;
  (void)::syscall(SYS_ioprio_set, kWhoProcess, 0, (kBestEffort << kClassShift) | kLowestLevel);
}

// Whoever signals all processes of this name means the daemon, which ends its merges itself.
void leave_signals_to_the_daemon() {
  for (const int number : {SIGHUP, SIGINT, SIGTERM}) ::signal(number, SIG_IGN);
}

Result<std::string> read_input() {
  std::string input;
  std::array<char, 16384> bytes{};
  while (true) {
    const ssize_t got = ::read(STDIN_FILENO, bytes.data(), bytes.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return error_from_errno(errno, "read what to merge");
    if (got == 0) return input;
    input.append(bytes.data(), static_cast<std::size_t>(got));
  }
}

void write_output(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

Result<void> carry_out_order() {
  const auto input = read_input();
  if (!input) return input.error();
  const auto order = decode_order(*input);
  if (!order) return order.error();
  // It may have ended before this process asked to die with it.
  if (::getppid() != order->parent) return parent_is_gone();
  PosixFileSystem files;
  return store::merge_segments(files, order->plan);
}

}  // namespace

std::string encode_order(const MergeOrder& order) {
  std::string bytes;
  put(bytes, kOrderMark);
  put(bytes, order.parent);
  put(bytes, order.plan.target);
  put(bytes, order.plan.sources.size());
  for (const store::MergeSource& source : order.plan.sources) {
    put(bytes, source.number);
    put(bytes, source.path);
    put(bytes, source.removed.size());
    for (const std::uint32_t id : source.removed) put(bytes, id);
  }
  return bytes;
}

Result<MergeOrder> decode_order(std::string_view bytes) {
  FieldReader in(bytes);
  MergeOrder order;
  const bool marked = in.text() == kOrderMark;
  order.parent = in.number<std::int64_t>();
  order.plan.target = in.text();
  const auto sources = in.number<std::uint64_t>();
  for (std::uint64_t i = 0; i < sources && in.ok(); ++i) {
    order.plan.sources.push_back(read_source(in));
  }
  if (!marked || !in.ended_well()) return Error{ErrorCode::kCorrupt, "not an order to merge", {}};
  return order;
}

std::string encode_error(Error error) {
  std::erase(error.message, '\0');
  std::erase(error.hint, '\0');
  std::string bytes;
  put(bytes, name_of(error.code));
  put(bytes, error.message);
  put(bytes, error.hint);
  return bytes;
}

std::optional<Error> decode_error(std::string_view bytes) {
  FieldReader in(bytes);
  const auto code = code_named(in.text());
  Error error;
  error.message = in.text();
  error.hint = in.text();
  if (!code || !in.ended_well()) return std::nullopt;
  error.code = *code;
  return error;
}

int run_merge_process() {
  (void)::prctl(PR_SET_PDEATHSIG, SIGKILL);
  leave_signals_to_the_daemon();
  lower_priority();
  (void)::prctl(PR_SET_NAME, kProcessName);
  Result<void> merged;
  try {
    merged = carry_out_order();
  } catch (const std::exception& failure) {
    merged = Error{ErrorCode::kIo, format("merge segments: {}", failure.what()), {}};
  }
  if (merged) return 0;
  write_output(encode_error(merged.error()));
  return 1;
}

}  // namespace quire::ingest
