#include "index/extract/archive/members.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <clocale>
#include <memory>

#include "index/base/format.h"
#include "index/base/utf8.h"
#include "index/extract/archive/office.h"
#include "index/extract/draft/reading.h"

namespace quire::extract::archive {
namespace {

using namespace std::string_view_literals;

struct ArchiveCloser {
  void operator()(struct archive* opened) const { archive_read_free(opened); }
};
using OpenArchive = std::unique_ptr<struct archive, ArchiveCloser>;

constexpr std::string_view kHint = "unpack it and drop what is in it";

bool is_zip(std::string_view bytes) {
  return bytes.starts_with("PK\x03\x04"sv) || bytes.starts_with("PK\x05\x06"sv);
}

// By the header's checksum too (POSIX.1-1988, ustar): "ustar" alone stands in mustard and custard.
bool is_tar(std::string_view bytes) {
  constexpr std::size_t kHeader = 512;
  constexpr std::size_t kMagic = 257;
  constexpr std::size_t kChecksum = 148;
  constexpr std::size_t kChecksumDigits = 8;
  if (bytes.size() < kHeader || !bytes.substr(kMagic).starts_with("ustar")) return false;
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < kHeader; ++i) {
    const bool is_own = i >= kChecksum && i < kChecksum + kChecksumDigits;
    sum += is_own ? static_cast<unsigned char>(' ') : static_cast<unsigned char>(bytes[i]);
  }
  std::string_view digits = bytes.substr(kChecksum, kChecksumDigits);
  digits.remove_prefix(std::min(digits.find_first_not_of(' '), digits.size()));
  std::uint32_t stated = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), stated, 8);
  return error == std::errc() && end != digits.data() && stated == sum;
}

bool is_compressed(std::string_view bytes) {
  constexpr std::array kMagics = {"\x1F\x8B"sv, "\x28\xB5\x2F\xFD"sv,
                                  "\xFD"
                                  "7zXZ\0"sv};
  // bzip2's first letters could be a name's; its first block begins with the digits of pi.
  const bool is_bzip2 =
      bytes.starts_with("BZh") && bytes.size() > 4 && bytes.substr(4).starts_with("1AY&SY");
  return is_bzip2 || std::any_of(kMagics.begin(), kMagics.end(), [bytes](std::string_view magic) {
           return bytes.starts_with(magic);
         });
}

// libarchive converts names to the thread's locale, and drops those that it cannot say.
class Utf8Names {
 public:
  Utf8Names() : utf8_(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
    if (utf8_ != nullptr) before_ = uselocale(utf8_);
  }
  ~Utf8Names() {
    if (utf8_ == nullptr) return;
    uselocale(before_);
    freelocale(utf8_);
  }
  Utf8Names(const Utf8Names&) = delete;
  Utf8Names& operator=(const Utf8Names&) = delete;

 private:
  locale_t utf8_;
  locale_t before_ = nullptr;
};

std::string reason(struct archive* opened) {
  const char* text = archive_error_string(opened);
  return text == nullptr ? "damaged" : to_valid_utf8(text);
}

// Only what libarchive does by itself: it would start programs for other compressions.
OpenArchive open(std::string_view bytes, bool plain) {
  OpenArchive opened(archive_read_new());
  if (!opened) return nullptr;
  archive_read_support_filter_gzip(opened.get());
  archive_read_support_filter_bzip2(opened.get());
  archive_read_support_filter_xz(opened.get());
  archive_read_support_filter_zstd(opened.get());
  if (plain) {
    archive_read_support_format_raw(opened.get());
  } else {
    archive_read_support_format_tar(opened.get());
    archive_read_support_format_zip(opened.get());
  }
  if (archive_read_open_memory(opened.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) {
    return nullptr;
  }
  return opened;
}

std::string path_of(struct archive_entry* entry) {
  const char* path = archive_entry_pathname_utf8(entry);
  if (path == nullptr) path = archive_entry_pathname(entry);
  return path == nullptr ? std::string() : to_valid_utf8(path);
}

class Unpacker {
 public:
  Unpacker(std::string_view bytes, Budget& budget, const std::function<void(Member)>& visit,
           std::vector<std::string>& notes)
      : packed_(bytes.size()), budget_(budget), visit_(visit), notes_(notes) {}

  Result<void> unpack(struct archive* opened, bool plain) {
    std::size_t seen = 0;
    while (true) {
      struct archive_entry* entry = nullptr;
      const int status = archive_read_next_header(opened, &entry);
      if (status == ARCHIVE_EOF) return {};
      if (status == ARCHIVE_FATAL || status == ARCHIVE_FAILED) {
        // What came before the damage has been read.
        if (seen == 0) return Error{ErrorCode::kCorrupt, reason(opened), std::string(kHint)};
        add_note(notes_, reason(opened));
        return {};
      }
      if (status == ARCHIVE_RETRY) continue;
      if (plain && archive_filter_code(opened, 0) == ARCHIVE_FILTER_NONE) {
        return Error{ErrorCode::kCorrupt, "a damaged compressed file", std::string(kHint)};
      }
      ++seen;
      if (!plain && archive_entry_filetype(entry) != AE_IFREG) continue;
      if (budget_.members == 0) {
        return Error{ErrorCode::kTooLarge,
                     format("more than {} files in one archive", kMostMembers), std::string(kHint)};
      }
      --budget_.members;
      if (auto read = take_member(opened, entry, plain); !read) return read;
    }
  }

 private:
  Result<void> take_member(struct archive* opened, struct archive_entry* entry, bool plain) {
    Member member;
    if (!plain) member.path = path_of(entry);
    if (archive_entry_mtime_is_set(entry) != 0) member.modified = archive_entry_mtime(entry);
    if (archive_entry_is_encrypted(entry) != 0) {
      add_note(notes_, format("{}: encrypted", member.path));
      return {};
    }
    const auto whole = read_data(opened, member.bytes);
    if (!whole) return whole.error();
    if (!*whole) {
      add_note(notes_, format("{}{}{}", member.path, plain ? "" : ": ", reason(opened)));
      if (!plain || member.bytes.empty()) return {};
    }
    visit_(std::move(member));
    return {};
  }

  // False when the data ends before its end; an error when there is more than may be.
  Result<bool> read_data(struct archive* opened, std::string& out) {
    constexpr std::size_t kPiece = 65536;
    while (true) {
      const std::size_t before = out.size();
      out.resize(before + kPiece);
      const auto read = archive_read_data(opened, out.data() + before, kPiece);
      out.resize(before + static_cast<std::size_t>(std::max<la_ssize_t>(read, 0)));
      if (read == 0) return true;
      if (read < 0) return false;
      unpacked_ += static_cast<std::size_t>(read);
      if (auto error = over_bounds(out.size(), static_cast<std::size_t>(read)))
        return *std::move(error);
    }
  }

  std::optional<Error> over_bounds(std::size_t member, std::size_t more) {
    const auto too_large = [](std::string what) {
      return Error{ErrorCode::kTooLarge, std::move(what), std::string(kHint)};
    };
    if (unpacked_ > kHarmlessBytes && unpacked_ / kMostRatio > packed_) {
      return too_large(format("it unpacks to more than {} times its size", kMostRatio));
    }
    if (member > kMostMemberBytes) {
      return too_large(format("a file in it is over {} MiB unpacked", kMostMemberBytes >> 20U));
    }
    if (more > budget_.bytes) {
      return too_large(format("it is over {} MiB unpacked", kMostBytes >> 20U));
    }
    budget_.bytes -= more;
    return std::nullopt;
  }

  const std::size_t packed_;
  std::size_t unpacked_ = 0;
  Budget& budget_;
  const std::function<void(Member)>& visit_;
  std::vector<std::string>& notes_;
};

}  // namespace

bool is_packed(std::string_view bytes) {
  return is_zip(bytes) || is_compressed(bytes) || is_tar(bytes);
}

Result<void> for_each_member(std::string_view bytes, Budget& budget,
                             const std::function<void(Member)>& visit,
                             std::vector<std::string>& notes) {
  if (is_zip(bytes)) {
    if (const auto name = office_format_name(bytes); !name.empty()) {
      return Error{ErrorCode::kUnsupported, format("{} is not read by this version", name),
                   "convert it to plain text or Markdown"};
    }
  }
  const bool plain = is_compressed(bytes);
  const Utf8Names names;
  const OpenArchive opened = open(bytes, plain);
  if (!opened) return Error{ErrorCode::kCorrupt, "a damaged archive", std::string(kHint)};
  return Unpacker(bytes, budget, visit, notes).unpack(opened.get(), plain);
}

}  // namespace quire::extract::archive
