#include "index/extract/formats/mail/read_mail.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "index/base/format.h"
#include "index/extract/draft/dates.h"
#include "index/extract/draft/paragraphs.h"
#include "index/extract/formats/byline.h"
#include "index/extract/formats/line_index.h"
#include "index/extract/formats/mail/mime.h"
#include "index/extract/formats/mail/transfer.h"
#include "index/extract/html/page.h"
#include "index/text/charset.h"
#include "index/text/normalizer.h"

namespace quire::extract::formats {
namespace {

std::string without_angles(std::string_view text) {
  const std::size_t first = text.find_first_not_of("< \t");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of("> \t") - first + 1));
}

bool is_text(const Part& part) {
  constexpr std::array<std::string_view, 4> kTexts = {"text/plain", "text/markdown",
                                                      "text/enriched", "text/richtext"};
  return std::find(kTexts.begin(), kTexts.end(), part.type.value) != kTexts.end();
}

bool is_html(const Part& part) {
  return part.type.value == "text/html" || part.type.value == "application/xhtml+xml";
}

// HTML, or a multipart that is there for the HTML in it.
bool leads_to_html(const Part& part) {
  if (is_html(part)) return true;
  return part.type.value.starts_with("multipart/") &&
         std::any_of(part.parts.begin(), part.parts.end(), leads_to_html);
}

std::string text_of(const Part& part) {
  const std::string bytes = content_of(part);
  std::string_view charset = part.type.get("charset");
  if (charset.empty() && is_html(part)) charset = html::declared_charset(bytes);
  auto decoded = text::decode(bytes, charset);
  return decoded ? std::move(decoded->text) : std::string();
}

std::string file_name_of(const Part& part) {
  const Parameters disposition = parse_parameters(part.header.raw("content-disposition"));
  std::string_view name = disposition.get("filename");
  if (name.empty()) name = part.type.get("name");
  const std::string decoded = decode_words(name);
  return decoded.substr(decoded.find_last_of("/\\") + 1);
}

// What no reader misses: pictures, sounds and signatures.
bool is_ornament(const Part& part) {
  const std::string& type = part.type.value;
  return type.starts_with("image/") || type.starts_with("audio/") || type.starts_with("video/") ||
         type.ends_with("-signature");
}

// Mailboxes have a '>' before lines that would begin another message ("From "), and before those
// that have one already: the format that is called mboxrd.
std::string without_from_quotes(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end);
    const std::size_t quotes = line.find_first_not_of('>');
    const bool quoted =
        quotes != std::string_view::npos && quotes > 0 && line.substr(quotes).starts_with("From ");
    if (quoted) line.remove_prefix(1);
    out += line;
  }
  return out;
}

// The sender of a newsletter says how to get off its list.
bool is_from_a_list(const Header& header) {
  return !header.raw("list-id").empty() || !header.raw("list-unsubscribe").empty();
}

// "The Weekly Harbour <weekly.example.com>" -> "The Weekly Harbour".
std::string list_name(const Header& header) {
  const std::string id = header.text("list-id");
  const std::string_view name = std::string_view(id).substr(0, id.find('<'));
  const std::size_t first = name.find_first_not_of("\" \t");
  if (first == std::string_view::npos) return {};
  return std::string(name.substr(first, name.find_last_not_of("\" \t") - first + 1));
}

// Where the subject's line begins; 0 without.
std::size_t subject_line(std::string_view header) {
  for (const std::string_view name : {"\nSubject:", "\nsubject:", "\nSUBJECT:"}) {
    const std::size_t at = header.find(name);
    if (at != std::string_view::npos) return at + 1;
  }
  return 0;
}

// Reads one message of the file that `lines` counts the lines of.
class MessageReader {
 public:
  // In a mailbox lines that begin with "From " have a '>' before them.
  MessageReader(std::string_view file, const LineIndex& lines, bool in_mailbox)
      : file_(file), lines_(lines), in_mailbox_(in_mailbox) {}

  Draft read(std::string_view message) {
    const Part part = parse_mime(message);
    const std::size_t header = message.size() - part.body.size();
    const std::size_t subject = subject_line(message.substr(0, header));
    Draft draft = read_header(part.header, line_of(message.substr(subject)));
    prefer_html_ = is_from_a_list(part.header);
    add(part, draft.paragraphs);
    return draft;
  }

  // Of the message that was read last; without the key of its article.
  [[nodiscard]] std::vector<Attachment> take_attachments() {
    return std::exchange(attachments_, {});
  }

 private:
  // Of something that stands in the file, or else of the encoded part that it stands in.
  std::uint32_t line_of(std::string_view inside) const {
    if (encoded_line_) return *encoded_line_;
    return lines_.at(static_cast<std::size_t>(inside.data() - file_.data())).line;
  }

  static Draft read_header(const Header& header, std::uint32_t line) {
    Draft draft;
    draft.title = header.text("subject");
    draft.title_line = line;
    add_names(draft.authors, header.text("from"));
    draft.source = list_name(header);
    draft.published = parse_date(header.text("date"));
    draft.guid = without_angles(header.raw("message-id"));
    draft.url = without_angles(header.raw("archived-at"));
    draft.language = header.text("content-language");
    const std::string keywords = header.text("keywords");
    for (std::string_view rest = keywords; !rest.empty();) {
      const std::size_t comma = std::min(rest.find(','), rest.size());
      std::string tag = text::collapse_space(rest.substr(0, comma));
      if (!tag.empty()) draft.tags.push_back(std::move(tag));
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return draft;
  }

  void add(const Part& part, std::vector<Paragraph>& out) {
    const std::string& type = part.type.value;
    if (is_html(part)) {
      add_html(part, out);
    } else if (is_text(part) || (type.starts_with("multipart/") && part.parts.empty())) {
      add_plain(part, out);
    } else if (type == "multipart/alternative") {
      add_alternative(part, out);
    } else if (type == "multipart/related" && !part.parts.empty()) {
      add(part.parts.front(), out);
    } else if (type == "message/rfc822") {
      for (const Part& message : part.parts) add_forwarded(message, out);
      if (part.parts.empty() && !is_verbatim(part)) add_encoded(part, out);
    } else if (part.parts.empty()) {
      add_attachment(part);
    } else {
      for (const Part& inner : part.parts) add(inner, out);
    }
  }

  // A forwarded mail must not be encoded (RFC 2046, 5.2.1), but some are.
  void add_encoded(const Part& part, std::vector<Paragraph>& out) {
    const std::string message = content_of(part);
    const auto outer = std::exchange(encoded_line_, line_of(part.body));
    add_forwarded(parse_mime(message), out);
    encoded_line_ = outer;
  }

  void add_attachment(const Part& part) {
    std::string name = file_name_of(part);
    if (!name.empty() && !is_ornament(part)) {
      attachments_.push_back({std::move(name), content_of(part), {}});
    }
  }

  void add_alternative(const Part& part, std::vector<Paragraph>& out) {
    const auto html = std::find_if(part.parts.begin(), part.parts.end(), leads_to_html);
    const auto plain = std::find_if(part.parts.begin(), part.parts.end(), is_text);
    const std::size_t before = out.size();
    if (prefer_html_ && html != part.parts.end()) add(*html, out);
    if (out.size() == before && plain != part.parts.end()) add(*plain, out);
    if (out.size() == before && html != part.parts.end()) add(*html, out);
    if (html == part.parts.end() && plain == part.parts.end() && !part.parts.empty()) {
      add(part.parts.front(), out);
    }
  }

  // A mail in a mail, with what names it.
  void add_forwarded(const Part& message, std::vector<Paragraph>& out) {
    const std::uint32_t line = line_of(message.body);
    for (const std::string_view field : {"subject", "from"}) {
      std::string text = message.header.text(field);
      if (!text.empty()) out.push_back({std::move(text), {{0, line, 1}}});
    }
    add(message, out);
  }

  void add_html(const Part& part, std::vector<Paragraph>& out) {
    std::vector<Paragraph> paragraphs = html::read_fragment(unquoted_text(part)).paragraphs;
    append(part, std::move(paragraphs), out);
  }

  void add_plain(const Part& part, std::vector<Paragraph>& out) {
    const std::string text = unquoted_text(part);
    if (part.type.get("format") != "flowed") return append(part, paragraphs_of(text, 1), out);
    const Unflowed unflowed = unflow(text, part.type.get("delsp") == "yes");
    std::vector<Paragraph> paragraphs = paragraphs_of(unflowed.text, 1);
    for (Paragraph& paragraph : paragraphs) {
      for (Origin& origin : paragraph.origins) {
        origin.line =
            unflowed.lines.at(std::min<std::size_t>(origin.line, unflowed.lines.size()) - 1);
      }
    }
    append(part, std::move(paragraphs), out);
  }

  std::string unquoted_text(const Part& part) const {
    std::string text = text_of(part);
    return in_mailbox_ && is_verbatim(part) ? without_from_quotes(text) : text;
  }

  void append(const Part& part, std::vector<Paragraph> paragraphs, std::vector<Paragraph>& out) {
    const std::uint32_t line = line_of(part.body);
    const bool verbatim = is_verbatim(part) && !encoded_line_;
    if (verbatim) move_origins(paragraphs, line, true);
    for (Paragraph& paragraph : paragraphs) {
      // Encoded lines are not the text's: all that is known is the part.
      if (!verbatim) paragraph.origins = {{0, line, 1}};
      out.push_back(std::move(paragraph));
    }
  }

  std::string_view file_;
  const LineIndex& lines_;
  const bool in_mailbox_;
  bool prefer_html_ = false;
  std::optional<std::uint32_t> encoded_line_;  // where the encoded mail begins that is being read
  std::vector<Attachment> attachments_;
};

// What browsers save a page as: HTML with all that belongs to it, from nobody to nobody.
const Part* saved_page(const Part& part) {
  if (part.type.value != "multipart/related" || part.parts.empty()) return nullptr;
  const bool by_a_browser = !part.header.raw("snapshot-content-location").empty() ||
                            part.header.raw("from").find("Saved by") != std::string_view::npos;
  if (!by_a_browser && !part.header.raw("to").empty()) return nullptr;
  const auto root = std::find_if(part.parts.begin(), part.parts.end(), is_html);
  return root == part.parts.end() ? nullptr : &*root;
}

Result<Reading> read_saved_page(const Part& message, const Part& root) {
  std::string url(message.header.raw("snapshot-content-location"));
  if (url.empty()) url = root.header.raw("content-location");
  auto draft = html::read_page(text_of(root), {url});
  if (!draft) return draft.error();
  if (draft->title.empty()) draft->title = message.header.text("subject");
  if (draft->url.empty()) draft->url = url;
  if (!draft->published) draft->published = parse_date(message.header.text("date"));
  // The lines are those of the page before it was encoded.
  const bool verbatim = is_verbatim(root);
  for (Paragraph& paragraph : draft->paragraphs) {
    if (!verbatim) paragraph.origins.clear();
  }
  if (!verbatim) draft->title_line = 1;
  Reading reading;
  reading.drafts.push_back(*std::move(draft));
  return reading;
}

std::string_view without_leading_space(std::string_view bytes) {
  return bytes.substr(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
}

bool is_mail_name(std::string_view name) {
  constexpr std::array<std::string_view, 4> kEndings = {".eml", ".mht", ".mhtml", ".email"};
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [name](std::string_view ending) { return name.ends_with(ending); });
}

bool is_empty(const Draft& draft) { return draft.title.empty() && draft.paragraphs.empty(); }

// Where the next message of a mailbox begins, after `from`: a "From " line behind an empty one.
std::size_t next_message(std::string_view bytes, std::size_t from) {
  for (auto at = bytes.find("\nFrom ", from); at != std::string_view::npos;
       at = bytes.find("\nFrom ", at + 1)) {
    const bool empty_before = at > 0 && (bytes[at - 1] == '\n' || bytes.substr(at - 1, 1) == "\r");
    if (empty_before) return at + 1;
  }
  return bytes.size();
}

}  // namespace

bool is_mailbox(std::string_view bytes) {
  if (!bytes.starts_with("From ")) return false;
  const std::size_t end = bytes.find('\n');
  return end != std::string_view::npos && is_mail(bytes.substr(end + 1));
}

bool is_mail(std::string_view bytes, std::string_view name) {
  constexpr std::size_t kLongestHeader = 65536;
  constexpr std::array<std::string_view, 9> kOthers = {
      "to",       "subject",      "date",        "message-id",  "mime-version",
      "received", "content-type", "return-path", "delivered-to"};
  std::string_view rest = without_leading_space(bytes).substr(0, kLongestHeader);
  const std::size_t first_colon = rest.find_first_of(": \t\r\n");
  if (first_colon == 0 || first_colon == std::string_view::npos || rest[first_colon] != ':') {
    return false;
  }
  const Header header = take_header(rest);
  if (is_mail_name(name)) return !header.raw("from").empty() || !header.raw("content-type").empty();
  const auto known =
      std::count_if(kOthers.begin(), kOthers.end(),
                    [&header](std::string_view field) { return !header.raw(field).empty(); });
  const bool sender = !header.raw("from").empty();
  const bool relayed = !header.raw("received").empty() || !header.raw("message-id").empty() ||
                       !header.raw("mime-version").empty() || !header.raw("return-path").empty();
  return (sender && known >= 2) || (relayed && known >= 2);
}

Result<Reading> read_mail(std::string_view bytes) {
  const std::string_view message_bytes = without_leading_space(bytes);
  const Part message = parse_mime(message_bytes);
  if (const Part* page = saved_page(message)) return read_saved_page(message, *page);
  const LineIndex lines(bytes);
  Reading reading;
  MessageReader reader(bytes, lines, false);
  reading.drafts.push_back(reader.read(message_bytes));
  reading.attachments = reader.take_attachments();
  if (is_empty(reading.drafts.front())) {
    return Error{ErrorCode::kUnsupported, "a mail with neither a subject nor text",
                 "it is read again when it changes"};
  }
  return reading;
}

Result<Reading> read_mailbox(std::string_view bytes) {
  const LineIndex lines(bytes);
  MessageReader reader(bytes, lines, true);
  Reading reading;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < bytes.size();) {
    const std::size_t end = next_message(bytes, begin);
    std::string_view message = bytes.substr(begin, end - begin);
    begin = end;
    ++number;
    message.remove_prefix(std::min(message.find('\n'), message.size() - 1) + 1);
    Draft draft = reader.read(message);
    std::vector<Attachment> attachments = reader.take_attachments();
    if (is_empty(draft)) {
      add_note(reading.notes, format("message {} has neither a subject nor text", number));
      continue;
    }
    draft.key = natural_key(draft);
    for (Attachment& attachment : attachments) {
      attachment.key = draft.key;
      reading.attachments.push_back(std::move(attachment));
    }
    reading.drafts.push_back(std::move(draft));
  }
  if (reading.drafts.empty()) {
    return Error{ErrorCode::kUnsupported, "a mailbox whose messages have neither subjects nor text",
                 "it is read again when it changes"};
  }
  return reading;
}

}  // namespace quire::extract::formats
