#include "index/extract/formats/web/warc.h"

#include <algorithm>
#include <charconv>

#include "index/base/format.h"
#include "index/extract/draft/dates.h"
#include "index/extract/draft/reading.h"
#include "index/extract/formats/ascii.h"
#include "index/extract/formats/mail/header.h"

namespace quire::extract::formats {
namespace {

std::optional<std::size_t> number_in(std::string_view text, int base = 10) {
  std::size_t value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
  return value;
}

// Chunks put together; nothing when the body is not in chunks, whatever its header says (archivers
// undo them and keep the header).
std::optional<std::string> without_chunks(std::string_view body) {
  std::string out;
  while (true) {
    std::string_view line = take_line(body);
    line = line.substr(0, line.find(';'));
    line = line.substr(0, line.find_last_not_of(' ') + 1);
    const auto size = number_in(line, 16);
    if (!size || *size > body.size()) return std::nullopt;
    if (*size == 0) return out;
    out += body.substr(0, *size);
    body.remove_prefix(*size);
    if (!take_line(body).empty()) return std::nullopt;
  }
}

void set_content_type(WebRecord& record, std::string_view raw) {
  const Parameters type = parse_parameters(raw);
  record.content_type = type.value;
  record.charset = type.get("charset");
}

// An HTTP answer to what it carries; an error tells why it carries nothing.
Result<void> read_http(std::string_view block, WebRecord& record) {
  if (!block.starts_with("HTTP/")) {
    record.body = block;
    return {};
  }
  const std::string_view status_line = take_line(block);
  const std::size_t space = status_line.find(' ');
  const auto status =
      number_in(status_line.substr(std::min(space, status_line.size() - 1) + 1).substr(0, 3));
  const Header header = take_header(block);
  if (!status || *status < 200 || *status > 299) {
    return Error{ErrorCode::kUnsupported, format("answered with \"{}\"", status_line), {}};
  }
  set_content_type(record, header.raw("content-type"));
  if (header.raw("transfer-encoding").find("chunked") != std::string_view::npos) {
    if (auto whole = without_chunks(block)) {
      record.body = *std::move(whole);
      return {};
    }
  }
  record.body = block;
  return {};
}

std::string without_angles(std::string_view text) {
  if (text.starts_with('<') && text.ends_with('>')) text = text.substr(1, text.size() - 2);
  return std::string(text);
}

class Records {
 public:
  Records(std::string_view bytes, const std::function<void(WebRecord)>& visit,
          std::vector<std::string>& notes)
      : rest_(bytes), visit_(visit), notes_(notes) {}

  Result<void> read_warc() {
    while (go_to_next_warc_record()) {
      ++number_;
      (void)take_line(rest_);
      std::string_view behind = rest_;
      const Header header = take_header(behind);
      const auto length = number_in(header.raw("content-length"));
      if (!length || (*length > behind.size() && holds_another(behind))) {
        note(!length ? "has no length" : "ends before its length");
        continue;
      }
      take_warc_record(header, take_block(behind, *length));
      rest_ = behind;
    }
    return found_any();
  }

  Result<void> read_arc() {
    while (!rest_.empty()) {
      const std::string_view line = take_line(rest_);
      if (line.find("://") == std::string_view::npos) continue;
      ++number_;
      std::vector<std::string_view> fields = last_fields(line);
      const auto length = fields.size() == 5 ? number_in(fields[4]) : std::nullopt;
      if (!length) {
        note("has no length");
        continue;
      }
      const std::string_view block = take_block(rest_, *length);
      if (line.starts_with("filedesc://")) continue;
      WebRecord record;
      record.url = fields[0];
      record.date = arc_date(fields[2]);
      record.content_type = fields[3];
      take_answer(block, std::move(record));
    }
    return found_any();
  }

 private:
  static bool holds_another(std::string_view bytes) {
    return bytes.find("\nWARC/1") != std::string_view::npos;
  }

  // What there is of it, where the archive was cut off.
  std::string_view take_block(std::string_view& bytes, std::size_t length) {
    if (length > bytes.size()) note("ends before its length");
    const std::string_view block = bytes.substr(0, length);
    bytes.remove_prefix(block.size());
    return block;
  }

  // Also past what a broken record leaves behind.
  bool go_to_next_warc_record() {
    std::size_t at = rest_.find("WARC/");
    while (at != std::string_view::npos && at > 0 && rest_[at - 1] != '\n') {
      at = rest_.find("WARC/", at + 1);
    }
    rest_.remove_prefix(std::min(at, rest_.size()));
    return !rest_.empty();
  }

  void take_warc_record(const Header& header, std::string_view block) {
    const std::string_view type = header.raw("warc-type");
    if (type != "response" && type != "resource" && type != "conversion") return;
    WebRecord record;
    record.id = without_angles(header.raw("warc-record-id"));
    record.url = without_angles(header.raw("warc-target-uri"));
    record.date = parse_date(header.raw("warc-date"));
    if (type != "response") set_content_type(record, header.raw("content-type"));
    take_answer(block, std::move(record));
  }

  void take_answer(std::string_view block, WebRecord record) {
    if (const auto read = read_http(block, record); !read) {
      return add_note(notes_, format("{}: {}", record.url, read.error().message));
    }
    visit_(std::move(record));
  }

  // "URL IP-address Archive-date Content-type Archive-length", of which the address may hold
  // spaces.
  static std::vector<std::string_view> last_fields(std::string_view line) {
    std::vector<std::string_view> fields;
    while (fields.size() < 4) {
      const std::size_t space = line.rfind(' ');
      if (space == std::string_view::npos) return {};
      fields.push_back(line.substr(space + 1));
      line = line.substr(0, space);
    }
    fields.push_back(line);
    std::reverse(fields.begin(), fields.end());
    return fields;
  }

  // "20140216050221"
  static std::optional<UnixSeconds> arc_date(std::string_view digits) {
    if (digits.size() < 14) return std::nullopt;
    return parse_date(format("{}T{}", digits.substr(0, 8), digits.substr(8, 6)));
  }

  void note(std::string_view what) { add_note(notes_, format("record {} {}", number_, what)); }

  Result<void> found_any() const {
    if (number_ > 0) return {};
    return Error{ErrorCode::kUnsupported, "a web archive without records",
                 "it is read again when it changes"};
  }

  std::string_view rest_;
  const std::function<void(WebRecord)>& visit_;
  std::vector<std::string>& notes_;
  std::size_t number_ = 0;
};

}  // namespace

bool is_web_archive(std::string_view bytes) {
  return bytes.starts_with("WARC/") || bytes.starts_with("filedesc://");
}

Result<void> for_each_web_record(std::string_view bytes,
                                 const std::function<void(WebRecord)>& visit,
                                 std::vector<std::string>& notes) {
  Records records(bytes, visit, notes);
  return bytes.starts_with("WARC/") ? records.read_warc() : records.read_arc();
}

}  // namespace quire::extract::formats
