#include "index/extract/extract.h"

#include "index/base/format.h"
#include "index/extract/clean/clean.h"
#include "index/extract/draft/finish.h"
#include "index/extract/format.h"
#include "index/extract/language/language.h"
#include "index/extract/plain_text.h"
#include "index/text/charset.h"

namespace quire::extract {
namespace {

constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;

std::string_view file_name(std::string_view relative) {
  const std::size_t slash = relative.rfind('/');
  return slash == std::string_view::npos ? relative : relative.substr(slash + 1);
}

Error not_read(std::string_view what) {
  return Error{ErrorCode::kUnsupported, format("{} is not read by this version", what),
               "convert it to plain text or Markdown"};
}

// What comes after the reading is the same for all formats.
Result<article::Article> to_article(Draft draft, UnixSeconds file_time) {
  const RuleSet cleaned = clean(draft);
  draft.language = language_code(draft.language);
  auto article = finish(std::move(draft), file_time);
  if (!article) return article;
  article->cleaned = static_cast<std::uint32_t>(cleaned.to_ulong());
  if (article->language.empty()) article->language = detect_language(article->body);
  return article;
}

}  // namespace

Result<std::vector<article::Article>> articles_in(const article::FileKey& file,
                                                  FileContent content) {
  if (content.bytes.empty()) {
    return Error{ErrorCode::kUnsupported, "empty file", "it is read again when it changes"};
  }
  if (const auto binary = binary_format_name(content.bytes); !binary.empty()) {
    return not_read(binary);
  }
  auto decoded = text::decode(content.bytes);
  if (!decoded) return decoded.error();
  const Format format = detect_format(decoded->text, file_name(file.relative));
  if (format != Format::kPlainText && format != Format::kMarkdown) return not_read(name_of(format));

  auto draft = read_plain_text(std::move(decoded->text), format == Format::kMarkdown);
  if (!draft) return draft.error();
  auto article = to_article(*std::move(draft), content.status.mtime_ns / kNanosecondsPerSecond);
  if (!article) return article.error();
  std::vector<article::Article> articles;
  articles.push_back(*std::move(article));
  return articles;
}

}  // namespace quire::extract
