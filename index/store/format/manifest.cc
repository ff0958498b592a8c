#include "index/store/format/manifest.h"

#include <algorithm>
#include <charconv>

#include "index/base/format.h"

namespace quire::store {
namespace {

constexpr std::string_view kHeader = "# quire manifest";
constexpr std::uint64_t kLargestManifest = 1U << 20;

bool is_segment_name(std::string_view name) {
  return name.size() >= 8 && name.size() <= 20 &&
         std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The value of "# key value" when `line` is that.
bool comment_value(std::string_view line, std::string_view key, std::string_view& value) {
  const std::string start = format("# {} ", key);
  if (!line.starts_with(start)) return false;
  value = line.substr(start.size());
  return true;
}

bool read_number(std::string_view text, std::uint64_t& out) {
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && stop == text.data() + text.size();
}

bool read_line(Manifest& manifest, std::string_view line) {
  std::string_view value;
  if (comment_value(line, "generation", value)) return read_number(value, manifest.generation);
  if (comment_value(line, "next", value)) return read_number(value, manifest.next_segment);
  if (comment_value(line, "numbered", value)) return read_number(value, manifest.numbered);
  if (comment_value(line, "reserved", value)) return read_number(value, manifest.reserved);
  if (comment_value(line, "fresh", value)) {
    manifest.fresh = value;
    return true;
  }
  if (line.empty() || line.front() == '#') return true;
  const std::string start = format("glass {}/", kSegmentsFolder);
  if (!line.starts_with(start) || !is_segment_name(line.substr(start.size()))) return false;
  manifest.segments.emplace_back(line.substr(start.size()));
  return true;
}

// Each segment once, the fresh one among them, and all older than the next: a new segment must not
// take the place of one that is in use.
bool names_are_good(const Manifest& manifest) {
  std::vector<std::uint64_t> numbers;
  for (const std::string& name : manifest.segments) {
    std::uint64_t number = 0;
    if (!read_number(name, number) || number >= manifest.next_segment) return false;
    numbers.push_back(number);
  }
  std::sort(numbers.begin(), numbers.end());
  const bool twice = std::adjacent_find(numbers.begin(), numbers.end()) != numbers.end();
  return !twice &&
         std::count(manifest.segments.begin(), manifest.segments.end(), manifest.fresh) == 1;
}

}  // namespace

std::string segment_name(std::uint64_t number) { return format("{:08}", number); }

std::string serialise(const Manifest& manifest) {
  std::string out =
      format("{}\n# generation {}\n# next {}\n# fresh {}\n# numbered {}\n# reserved {}\n", kHeader,
             manifest.generation, manifest.next_segment, manifest.fresh, manifest.numbered,
             manifest.reserved);
  for (const std::string& segment : manifest.segments) {
    out += format("glass {}/{}\n", kSegmentsFolder, segment);
  }
  return out;
}

Result<Manifest> parse_manifest(std::string_view text) {
  Manifest manifest;
  std::string_view rest = text;
  bool good = rest.starts_with(kHeader) && rest.ends_with('\n');
  while (good && !rest.empty()) {
    const std::size_t end = rest.find('\n');
    good = read_line(manifest, rest.substr(0, end));
    rest.remove_prefix(end + 1);
  }
  good = good && names_are_good(manifest);
  if (!good) return Error{ErrorCode::kCorrupt, "the manifest is broken", {}};
  return manifest;
}

Result<Manifest> read_manifest(FileSystem& files, const std::string& index) {
  const auto content = files.read(join_path(index, kManifestName), kLargestManifest);
  if (!content) return content.error();
  return parse_manifest(content->bytes);
}

Result<void> publish_manifest(FileSystem& files, const std::string& index,
                              const Manifest& manifest) {
  return files.write_atomically(join_path(index, kManifestName), serialise(manifest));
}

}  // namespace quire::store
