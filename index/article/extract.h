#pragma once
// A file's bytes to the articles in it. Pure; any thread.

#include <vector>

#include "index/article/article.h"

namespace quire::article {

// Raised whenever the same bytes may give other articles than before: files that were read by an
// older version are read again.
inline constexpr std::uint32_t kExtractorVersion = 1;

// At least one article, or why there is none: kUnsupported for a format that is not read and for
// binary data, with what it seems to be.
[[nodiscard]] Result<std::vector<Article>> extract(const FileKey& file, FileContent content);

}  // namespace quire::article
