#include "index/extract/draft_reader.h"

#include <algorithm>
#include <array>
#include <utility>

#include "index/base/format.h"
#include "index/extract/format.h"
#include "index/extract/formats/json/read_json.h"
#include "index/extract/formats/mail/read_mail.h"
#include "index/extract/formats/web/warc.h"
#include "index/extract/formats/wire_text.h"
#include "index/extract/formats/xml/read_xml.h"
#include "index/extract/html/page.h"
#include "index/extract/plain_text.h"
#include "index/text/charset.h"

namespace quire::extract {
namespace {

Error not_read(std::string_view what) {
  return Error{ErrorCode::kUnsupported, format("{} is not read by this version", what),
               "convert it to plain text or Markdown"};
}

Result<Reading> one(Result<Draft> draft) {
  if (!draft) return draft.error();
  Reading reading;
  reading.drafts.push_back(*std::move(draft));
  return reading;
}

// What the text itself declares, where it is markup.
std::string_view declared_inside(std::string_view bytes) {
  const std::size_t first = bytes.substr(0, 16).find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  const bool markup = first != std::string_view::npos && bytes[first] == '<';
  return markup ? html::declared_charset(bytes) : std::string_view();
}

Result<Reading> read_text(std::string_view bytes, const Origins& origins) {
  auto decoded =
      text::decode(bytes, origins.charset.empty() ? declared_inside(bytes) : origins.charset);
  if (!decoded) return decoded.error();
  const Format kind = detect_format(decoded->text, origins.name);
  switch (kind) {
    case Format::kHtml:
      return one(html::read_page(decoded->text, {origins.url}));
    case Format::kXml:
      return formats::read_xml(decoded->text);
    case Format::kJson:
      return formats::read_json(decoded->text, {origins.name, origins.url});
    case Format::kMail:
      return formats::read_mail(decoded->text);
    case Format::kPlainText:
    case Format::kMarkdown:
      return one(read_plain_text(std::move(decoded->text), kind == Format::kMarkdown));
    case Format::kOther:
      break;
  }
  return not_read(name_of(kind));
}

Result<Reading> read_leaf(std::string_view bytes, const Origins& origins) {
  if (bytes.empty()) {
    return Error{ErrorCode::kUnsupported, "empty file", "it is read again when it changes"};
  }
  if (const auto binary = binary_format_name(bytes); !binary.empty()) return not_read(binary);
  if (formats::is_wire_text(bytes)) return one(formats::read_wire_text(bytes));
  if (formats::is_mailbox(bytes)) return formats::read_mailbox(bytes);
  if (formats::is_mail(bytes, origins.name)) return formats::read_mail(bytes);
  return read_text(bytes, origins);
}

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string_view without_compression(std::string_view name) {
  constexpr std::array<std::string_view, 5> kEndings = {".gz", ".zst", ".xz", ".bz2", ".tgz"};
  for (const std::string_view ending : kEndings) {
    if (name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  }
  return name;
}

std::string key_within(std::string_view outer, std::string_view inner) {
  if (outer.empty() || inner.empty()) return std::string(outer.empty() ? inner : outer);
  // No path and no identifier of a source has a NUL in it.
  std::string key(outer);
  key.push_back('\0');
  key += inner;
  return key;
}

// Of what belongs to a page, only that which may be an article.
bool may_be_article(std::string_view content_type) {
  constexpr std::array<std::string_view, 9> kTypes = {"",
                                                      "text/html",
                                                      "text/plain",
                                                      "text/markdown",
                                                      "text/xml",
                                                      "application/json",
                                                      "application/ld+json",
                                                      "message/rfc822",
                                                      "application/pdf"};
  return std::find(kTypes.begin(), kTypes.end(), content_type) != kTypes.end() ||
         content_type.ends_with("xml");
}

// The last part of the address, with the ending that its type has.
std::string name_of(const formats::WebRecord& record) {
  constexpr std::string_view kPdf = ".pdf";
  const std::string_view address = std::string_view(record.url).substr(0, record.url.find('?'));
  std::string name(last_part(address));
  if (record.content_type == "application/pdf" && !name.ends_with(kPdf)) name += kPdf;
  return name;
}

Result<Reading> some_article(Reading reading, std::string_view what, std::string_view parts) {
  if (!reading.drafts.empty()) return reading;
  return Error{ErrorCode::kUnsupported,
               reading.notes.empty()
                   ? format("{} without {}", what, parts)
                   : format("{} without articles: {}", what, reading.notes.front()),
               "it is read again when it changes"};
}

}  // namespace

Result<Reading> DraftReader::read(std::string_view bytes, const Origins& origins) {
  const bool foreign = foreign_ != nullptr && foreign_->reads(origins.name);
  const bool packed = !foreign && archive::is_packed(bytes);
  if (packed && depth_ >= archive::kDeepestNesting) {
    return Error{ErrorCode::kTooLarge,
                 format("archives nested deeper than {}", archive::kDeepestNesting),
                 "unpack it and drop what is in it"};
  }
  ++depth_;
  Result<Reading> reading = foreign                          ? read_foreign(bytes, origins)
                            : packed                         ? read_members(bytes, origins)
                            : formats::is_web_archive(bytes) ? read_web_archive(bytes, origins)
                                                             : read_leaf(bytes, origins);
  --depth_;
  if (!reading) return reading;
  add_attachments(origins, *reading);
  for (Draft& draft : reading->drafts) {
    if (!draft.published && !draft.updated) draft.published = origins.time;
    if (draft.url.empty()) draft.url = origins.url;
  }
  return reading;
}

Result<Reading> DraftReader::read_foreign(std::string_view bytes, const Origins& origins) {
  if (foreign_gave_up_) {
    return Error{ErrorCode::kUnsupported, "not read, since the program took too long for another",
                 "drop it as a file of its own"};
  }
  if (foreign_runs_ == kMostForeign) {
    return Error{ErrorCode::kTooLarge,
                 format("more than {} files that other programs read", kMostForeign),
                 "unpack it and drop what is in it"};
  }
  ++foreign_runs_;
  const auto printed = foreign_->print(origins.name, bytes);
  if (!printed) {
    foreign_gave_up_ = printed.error().code == ErrorCode::kDeadlineExceeded;
    return printed.error();
  }
  Origins inside = origins;
  inside.name = printed->name;
  inside.charset = {};
  return read_leaf(printed->bytes, inside);
}

void DraftReader::add_attachments(const Origins& origins, Reading& reading) {
  for (const Attachment& attachment : std::exchange(reading.attachments, {})) {
    if (foreign_ == nullptr || !foreign_->reads(attachment.name)) {
      add_note(reading.notes, format("{}: an attachment that no program reads", attachment.name));
      continue;
    }
    const std::string key = key_within(attachment.key, attachment.name);
    Origins inside = origins;
    inside.name = attachment.name;
    inside.charset = {};
    inside.key = key;
    add_part(attachment.bytes, inside, attachment.name, reading);
  }
}

void DraftReader::add_part(std::string_view bytes, const Origins& origins,
                           std::string_view shown_name, Reading& reading) {
  auto part = read(bytes, origins);
  if (!part) {
    add_note(reading.notes, format("{}: {}", shown_name, part.error().message));
    return;
  }
  for (Draft& draft : part->drafts) {
    draft.key = key_within(origins.key, draft.key);
    reading.drafts.push_back(std::move(draft));
  }
  for (const std::string& note : part->notes) {
    add_note(reading.notes, format("{}: {}", shown_name, note));
  }
}

Result<Reading> DraftReader::read_members(std::string_view bytes, const Origins& origins) {
  Reading reading;
  std::optional<Error> only_error;
  const auto visit = [&](const archive::Member& member) {
    if (over_budget_) return;
    Origins inside = origins;
    inside.charset = {};
    if (member.path.empty()) {
      // A compressed file is what it holds.
      inside.name = without_compression(origins.name);
      inside.key = {};
      auto whole = read(member.bytes, inside);
      if (whole) {
        reading = *std::move(whole);
      } else {
        only_error = whole.error();
      }
      return;
    }
    inside.name = last_part(member.path);
    inside.url = {};
    inside.key = member.path;
    if (member.modified > 0) inside.time = member.modified;
    if (!member.bytes.empty()) add_part(member.bytes, inside, member.path, reading);
  };
  const auto unpacked = archive::for_each_member(bytes, budget_, visit, reading.notes);
  if (!unpacked && unpacked.error().code == ErrorCode::kTooLarge) over_budget_ = unpacked.error();
  if (over_budget_) return *over_budget_;
  if (!unpacked) return unpacked.error();
  if (only_error) return *only_error;
  return some_article(std::move(reading), "an archive", "files");
}

Result<Reading> DraftReader::read_web_archive(std::string_view bytes, const Origins& origins) {
  Reading reading;
  const auto visit = [&](const formats::WebRecord& record) {
    if (over_budget_) return;
    if (record.url.starts_with("metadata:") || record.url.starts_with("dns:")) return;
    const std::string name = name_of(record);
    const bool foreign = foreign_ != nullptr && foreign_->reads(name);
    if (!foreign && !may_be_article(record.content_type)) return;
    const std::string& key = record.id.empty() ? record.url : record.id;
    const Origins inside{name, record.url, record.charset, record.date ? record.date : origins.time,
                         key};
    add_part(record.body, inside, record.url, reading);
  };
  const auto read = formats::for_each_web_record(bytes, visit, reading.notes);
  if (over_budget_) return *over_budget_;
  if (!read) return read.error();
  return some_article(std::move(reading), "a web archive", "pages");
}

}  // namespace quire::extract
