#pragma once
// A file's bytes to the articles in it. Pure, but for `foreign`; any thread.

#include <string>
#include <vector>

#include "index/article/article.h"
#include "index/extract/foreign.h"

namespace quire::extract {

// At least one article, or why there is none: kUnsupported for a format that is not read, for
// binary data, with what it seems to be, and for what holds no article; kTooLarge over a limit of
// its format; kCorrupt. An item that takes back another is an article with such a status. What of
// the file was passed over, and why, is added to `notes`, a sentence each, unless that is null.
// `foreign` reads what it knows by its name, in archives too; null for nothing.
[[nodiscard]] Result<std::vector<article::Article>> articles_in(
    const article::FileKey& file, FileContent content, std::vector<std::string>* notes = nullptr,
    const ForeignReader* foreign = nullptr);

}  // namespace quire::extract
