#include "index/store/format/checksums.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "index/base/format.h"
#include "index/base/hash.h"
#include "index/store/format/xapian_boundary.h"

namespace quire::store {
namespace {

constexpr std::string_view kHeader = "quire checksums 1\n";
constexpr std::string_view kEnd = "end ";
constexpr std::size_t kPiece = 1U << 20;
constexpr std::uint64_t kLargestFile = 64U << 20;  // of checksums: for tables of 4 TB
// Xapian makes it when somebody writes to the segment, and locks it; it is always empty.
constexpr std::string_view kXapianLock = "flintlock";

struct FileSums {
  std::string name;
  std::uint64_t size = 0;
  std::vector<std::uint64_t> pieces;
};

Error damaged(std::string_view path, std::string_view what) {
  return Error{ErrorCode::kCorrupt, format("{} {}", path, what), {}};
}

// What it means for a segment that one of its files could not be read.
Error unreadable(const Error& error) {
  const bool damage = error.code == ErrorCode::kNotFound || error.code == ErrorCode::kIo ||
                      error.code == ErrorCode::kUnsupported;
  return damage ? Error{ErrorCode::kCorrupt, error.message, {}} : error;
}

// Calls `use(piece)` for each piece of the file until it returns an error, which is passed on.
template <class Use>
Result<void> for_each_piece(FileSystem& files, const std::string& path, Use use) {
  auto file = files.open(path);
  if (!file) return file.error();
  std::string buffer(kPiece, '\0');
  while (true) {
    const auto got = (*file)->read(buffer);
    if (!got) return got.error();
    if (*got == 0) return {};
    if (auto used = use(std::string_view(buffer).substr(0, *got)); !used) return used;
    if (*got < buffer.size()) return {};
  }
}

Result<FileSums> sums_of(FileSystem& files, const std::string& segment, const std::string& name) {
  FileSums sums{name, 0, {}};
  auto read = for_each_piece(files, join_path(segment, name), [&](std::string_view piece) {
    sums.size += piece.size();
    sums.pieces.push_back(hash64(piece));
    return Result<void>{};
  });
  if (!read) return read.error();
  return sums;
}

std::string serialise(const std::vector<FileSums>& all) {
  std::string text(kHeader);
  for (const FileSums& sums : all) {
    text += format("{} {}", sums.name, sums.size);
    for (const std::uint64_t piece : sums.pieces) text += " " + to_hex(piece);
    text += '\n';
  }
  return text + format("{}{}\n", kEnd, to_hex(hash64(text)));
}

// The part before the next `end`, which goes too.
std::string_view take_until(std::string_view& rest, char end) {
  const std::size_t at = rest.find(end);
  const std::string_view part = rest.substr(0, at);
  rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
  return part;
}

template <class Number>
bool read_number(std::string_view text, int base, Number& out) {
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), out, base);
  return error == std::errc{} && stop == text.data() + text.size();
}

std::optional<FileSums> parse_line(std::string_view line) {
  FileSums sums;
  sums.name = take_until(line, ' ');
  if (sums.name.empty() || !read_number(take_until(line, ' '), 10, sums.size)) return std::nullopt;
  while (!line.empty()) {
    std::uint64_t piece = 0;
    if (!read_number(take_until(line, ' '), 16, piece)) return std::nullopt;
    sums.pieces.push_back(piece);
  }
  const bool fits = sums.pieces.size() == (sums.size + kPiece - 1) / kPiece;
  return fits ? std::optional(std::move(sums)) : std::nullopt;
}

// Nothing when the text is not whole.
std::optional<std::vector<FileSums>> parse(std::string_view text) {
  const std::size_t end = text.rfind(kEnd);
  if (!text.starts_with(kHeader) || end == std::string_view::npos) return std::nullopt;
  if (text.substr(end) != format("{}{}\n", kEnd, to_hex(hash64(text.substr(0, end))))) {
    return std::nullopt;
  }
  std::vector<FileSums> all;
  std::string_view rest = text.substr(kHeader.size(), end - kHeader.size());
  while (!rest.empty()) {
    auto sums = parse_line(take_until(rest, '\n'));
    if (!sums) return std::nullopt;
    all.push_back(*std::move(sums));
  }
  return all;
}

Result<void> verify_file(FileSystem& files, const std::string& segment, const FileSums& sums,
                         const VerifyPace& pace) {
  const std::string path = join_path(segment, sums.name);
  std::size_t index = 0;
  std::uint64_t size = 0;
  auto read = for_each_piece(files, path, [&](std::string_view piece) -> Result<void> {
    size += piece.size();
    if (index < sums.pieces.size() && size <= sums.size && hash64(piece) != sums.pieces[index]) {
      return damaged(path, format("is not what was written, from byte {} on", index * kPiece));
    }
    ++index;
    if (pace(piece.size())) return {};
    return Error{ErrorCode::kCancelled, "the check of a segment was ended", {}};
  });
  if (!read) return read.error().code == ErrorCode::kCancelled ? read : unreadable(read.error());
  if (size == sums.size) return {};
  return damaged(path, format("has {} bytes and should have {}", size, sums.size));
}

std::string text_of(FileSystem& files, const std::string& segment) {
  auto content = files.read(join_path(segment, kChecksumsName), kLargestFile);
  return content ? std::move(content->bytes) : std::string();
}

Result<void> verify_structure(const std::string& segment) {
  auto wrong = guarded("check a segment", [&] { return Xapian::Database::check(segment, 0); });
  // Whatever Xapian trips over, it is no database any more.
  if (!wrong) return damaged(segment, format("cannot be read: {}", wrong.error().message));
  if (*wrong == 0) return {};
  return damaged(segment, format("has {} errors in its tables", *wrong));
}

}  // namespace

Result<void> write_checksums(FileSystem& files, const std::string& segment) {
  const auto entries = files.list(segment);
  if (!entries) return entries.error();
  std::vector<FileSums> all;
  for (const DirectoryEntry& entry : *entries) {
    const bool data = entry.kind == FileKind::kRegular && entry.name != kChecksumsName &&
                      entry.name != kXapianLock;
    if (!data) continue;
    auto sums = sums_of(files, segment, entry.name);
    if (!sums) return sums.error();
    all.push_back(*std::move(sums));
  }
  std::sort(all.begin(), all.end(),
            [](const FileSums& a, const FileSums& b) { return a.name < b.name; });
  if (auto removed = remove_checksums(files, segment); !removed) return removed;
  auto file = files.create(join_path(segment, kChecksumsName));
  if (!file) return file.error();
  if (auto written = (*file)->append(serialise(all)); !written) return written;
  return (*file)->finish(false);
}

Result<void> remove_checksums(FileSystem& files, const std::string& segment) {
  return files.remove_tree(join_path(segment, kChecksumsName));
}

Result<void> verify_segment(FileSystem& files, const std::string& segment, const VerifyPace& pace) {
  if (auto folder = files.status(parent_path(segment)); !folder) return folder.error();
  const std::string text = text_of(files, segment);
  const auto all = parse(text);
  if (!all) return verify_structure(segment);
  for (const FileSums& sums : *all) {
    auto verified = verify_file(files, segment, sums, pace);
    if (verified) continue;
    // Somebody changed the segment meanwhile, and what was read is of both states.
    const bool changed =
        verified.error().code == ErrorCode::kCorrupt && text_of(files, segment) != text;
    return changed ? Result<void>{} : verified;
  }
  return {};
}

}  // namespace quire::store
